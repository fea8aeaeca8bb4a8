"""The other count: what a plan's figures must be, from what the journey itself did and typed, by the rules of
docs/plan-format.md. Nothing here comes from a reply of the server."""
import yaml

from crowd import lessons_of
from stage import ROOT, expect, same

BY_EVENTS = {"enrolled", "active_days", "level_completed", "level_test_passed", "applied_work_handed_in", "applied_work_accepted"}
OF_UNITS = {"plan_issued", "core_group_formed", "team_trained"}


class Count:
    def __init__(self, plan_file, units):
        self.plan = yaml.safe_load((ROOT / "plans" / plan_file).read_text())
        self.targets = {target["id"]: target for target in self.plan["targets"]}
        self.units = {code: parent for code, parent, *_ in units}
        self.kinds = {code: kind for code, _, _, kind in units}
        self.owner = None  # the plan's own unit
        self.people, self.values, self.shares = [], [], {}
        self.later_percent = {}  # target -> (day, percent): what a later version of the plan asks for

    def children(self, unit):
        return [code for code, parent in self.units.items() if parent == unit]

    def counted(self, target, unit):
        """The units below that a target about units speaks of: those of its kinds, or all."""
        return [code for code in self.children(unit) if self.kinds[code] in target.get("kinds", [self.kinds[code]])]

    def answers(self, target_id, unit):
        """Whether a target is a unit's business at all."""
        target = self.targets[target_id]
        speaks_of_it = "kinds" not in target or self.kinds[unit] in target["kinds"] or bool(self.counted(target, unit))
        return unit == self.owner or (target.get("cascades", True) and speaks_of_it)

    def is_within(self, unit, top):
        while unit and unit != top:
            unit = self.units.get(unit)
        return unit == top

    def people_of(self, unit, group, day):
        """Who counts there on that day. Each person counts in one place and one group, whatever lists they stand in."""
        return [person for person in self.people
                if not person.is_gone and person.joined_on <= day and self.is_within(person.unit_on(day), unit)
                and (group is None or person.group == group)]

    def who_reached(self, target, unit, day):
        return [person for person in self.people_of(unit, target.get("group"), day) if has_reached(person, target, day)]

    def value(self, unit, target, part, day):
        known = [value for value in self.values if value[:3] == (unit, target["id"], part) and value[4] <= day]
        return max(known, key=lambda value: value[4]) if known else None  # of one day max() keeps the first; see note()

    def note(self, unit, target_id, part, amount, day):
        """A typed number. A second one of the same day takes the first one's place."""
        self.values = [value for value in self.values if value[:3] + (value[4],) != (unit, target_id, part, day)]
        self.values.append((unit, target_id, part, amount, day))

    def reached(self, target, unit, day):
        if target["measure"] in BY_EVENTS:
            return len(self.who_reached(target, unit, day))
        below = self.children(unit)
        if target["measure"] in OF_UNITS and "percent" in target and below:
            return sum(1 for code in self.counted(target, unit) if (self.value(code, target, "reached", day) or (0, 0, 0, 0))[3] > 0)
        own = self.value(unit, target, "reached", day)
        if own:
            return own[3]
        parts = [part for part in (self.reached(target, code, day) for code in below) if part is not None]
        return sum(parts) if parts else None

    def whole(self, target, unit, day):
        typed = self.value(unit, target, "whole", day)
        if typed:
            return typed[3]
        kind = target["denominator"]
        if kind == "roster":
            return len(self.people_of(unit, target.get("group"), day))
        if kind == "units":
            return len(self.counted(target, unit)) if self.children(unit) else 1
        if kind == "reached":
            return self.reached(self.targets[target["within"]], unit, day)
        return None

    def figure(self, target_id, unit, day):
        """reached, whole, asked percent, needed, permille, met"""
        target = self.targets[target_id]
        reached, whole = self.reached(target, unit, day), self.whole(target, unit, day)
        percent = self.shares.get((unit, target_id), target.get("percent"))
        if target_id in self.later_percent and self.later_percent[target_id][0] <= day:
            percent = self.later_percent[target_id][1]
        needed = None
        if percent is None:
            needed = target["count"]
        elif whole is not None and target.get("bound") == "more_than":
            needed = min(whole, whole * percent // 100 + 1)
        elif whole is not None:
            needed = -(-whole * percent // 100)
        permille = reached * 1000 // whole if reached is not None and whole else None
        met = reached >= needed if None not in (reached, needed) and (whole is None or whole > 0) else None
        return {"reached": reached, "whole": whole, "percent": percent, "needed": needed, "permille": permille, "met": met}

    def check_table(self, visitor, address, unit, day, is_today=False):
        """Every figure of a unit and of those below it, as the server tells them for that day."""
        table = visitor.get(f"/api/v1/units/{unit}/{address}/targets" + ("" if is_today else f"?as_of={day}"))
        same(table["as_of"], day, "day of the table")
        same(sorted(each["unit"]["code"] for each in table["below"]), sorted(self.children(unit)), "units below")
        compared = 0
        for standings in [table["own"], *table["below"]]:
            code = standings["unit"]["code"]
            wanted = [id for id in self.targets if self.answers(id, code)]
            same([each["target_id"] for each in standings["targets"]], wanted, f"targets of {code}")
            for each in standings["targets"]:
                for name, counted in self.figure(each["target_id"], code, day).items():
                    same(each[name], counted, f"{each['target_id']} of {code} on {day}, {name}")
                    compared += 1
                is_typed = self.targets[each["target_id"]]["measure"] not in BY_EVENTS and each["reached"] is not None
                same(each["reached_is_manual"], is_typed, f"{each['target_id']} of {code} is marked as typed")
        return compared

    def whole_behind(self, target, unit, day, reached):
        """Whom a target may speak of; of a nested one those are missing who reached the one around it."""
        around = self.targets.get(target.get("within"))
        people = self.people_of(unit, target.get("group"), day)
        return people if reached or not around else [person for person in people if has_reached(person, around, day)]

    def check_people(self, visitor, address, unit, day):
        """Each figure counted from events opens the people behind it, and those who are missing."""
        listed = 0
        for target in self.targets.values():
            if target["measure"] not in BY_EVENTS or not self.answers(target["id"], unit):
                continue
            for reached in (True, False):
                found, page = [], 1
                while True:
                    reply = visitor.get(f"/api/v1/units/{unit}/{address}/targets/{target['id']}/people"
                                        f"?as_of={day}&reached={'true' if reached else 'false'}&page={page}")
                    found += [person["full_name"] for person in reply["people"]]
                    page += 1
                    if len(found) >= reply["total"] or not reply["people"]:
                        break
                wanted = [person.name for person in self.whole_behind(target, unit, day, reached)
                          if has_reached(person, target, day) == reached]
                same(sorted(found), sorted(wanted), f"people behind {target['id']} of {unit} on {day}, reached: {reached}")
                listed += len(found)
        expect(listed > 0, f"nobody is listed in {unit} on {day}")
        return listed


def has_reached(person, target, day):
    measure, detail = target["measure"], str(target.get("detail", ""))
    if measure == "enrolled":
        return True
    if measure == "active_days":
        return len([studied for studied in person.studied_on if studied <= day]) >= int(detail)
    if measure == "level_completed":
        return all(person.lessons_done.get(lesson, "9999") <= day for lesson, _ in lessons_of(detail))
    if measure == "applied_work_accepted":
        return person.accepted_on is not None and person.accepted_on <= day
    raise AssertionError(f"no count of {measure}")
