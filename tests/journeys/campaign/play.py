"""What every campaign's journey does: the plan comes in, numbers are typed with their proof, reports go their way, and
each paper is opened again."""
import json
import time

from count import OF_UNITS, Count
from crowd import Crowd, Person
from papers import read_workbook
from stage import DRAFTS_WAIT_S, Stage, expect, same

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"


def targets_of(document):
    return next(table["rows"] for section in document["sections"] for table in section["tables"] if table["id"] == "targets")


def is_hidden(target, figure):
    """Tells of one to four people: those who reached it, all of them, or the rest. Units and models are not people."""
    if target["measure"] in OF_UNITS | {"model_established"}:
        return False
    reached, whole = figure["reached"], figure["whole"]
    rest = whole - reached if None not in (reached, whole) else None
    return any(number is not None and 0 < number < 5 for number in (reached, whole, rest))


def counted(number):
    """As Vietnamese writes it: 1.234."""
    return f"{number:,}".replace(",", ".")


class Play:
    def __init__(self, options, name, plan_file, units):
        self.name, self.papers = name, options.papers
        self.count = Count(plan_file, units)
        self.plan_file, self.units = plan_file, units
        self.stage = Stage(options.binary, options.database, name)
        self.crowd = Crowd(self.stage, self.count)
        self.proofs = {}
        self.checked = 0  # figures compared with the other count

    # Before the server starts.

    def launch(self, day, owner, accounts, valid_from=None, units_from=None):
        """The plan's units, the accounts of those who run it, and the plan itself, in force from its day."""
        stage = self.stage
        stage.turn_to(units_from or day)
        stage.run("migrate")
        file = stage.scratch / "units.csv"
        file.write_text("code,parent_code,name,kind\n" + "".join(",".join(unit) + "\n" for unit in self.units))
        stage.run("units", "import", str(file))
        stage.turn_to(day)
        for who, name, unit, role in accounts:
            setattr(self, who, stage.add_account(f"{who}.{self.name}", name, unit, role))
            self.count.people.append(Person(name, unit, "official", day))
        self.count.owner = owner
        path = f"plans/{self.plan_file}"
        same(stage.run("plan", "check", path).strip(), "1 plans: 0 mistakes", "plan check")
        said = stage.run("plan", "import", path, "--unit", owner, "--valid-from", valid_from or day)
        expect(said.strip().endswith("version 1, published"), said)
        self.address = "plans/" + said.split("plan ")[-1].split(",")[0]
        stage.server.start()

    # Numbers that no event knows.

    def proof(self, officer, unit):
        if unit not in self.proofs:
            self.proofs[unit] = officer.upload(f"/api/v1/units/{unit}/evidence", "biên bản.pdf", PDF)["evidence_id"]
        return self.proofs[unit]

    def entry(self, officer, unit, target, amount, part="reached", day=None, source="Biên bản kiểm tra"):
        return {"target_id": target, "part": part, "amount": amount, "as_of_on": day or self.stage.today(), "source": source,
                "evidence_id": self.proof(officer, unit)}

    def type(self, officer, unit, target, amount, part="reached", day=None, source="Biên bản kiểm tra"):
        body = self.entry(officer, unit, target, amount, part, day, source)
        officer.post(self.at(unit, "values"), body)
        self.count.note(unit, target, part, amount, body["as_of_on"])

    def check_values(self, officer, unit):
        """What was typed for a unit is listed as it was typed, and its proof is still the file that was handed in."""
        listed = officer.get(self.at(unit, "values"))["values"]
        newest = {(each["target_id"], each["part"], each["as_of_on"]): each["amount"] for each in reversed(listed)}
        same(newest, {value[1:3] + (value[4],): value[3] for value in self.count.values if value[0] == unit}, f"typed for {unit}")
        same(officer.download(f"/api/v1/units/{unit}/evidence/{self.proofs[unit]}"), PDF, "the proof")

    def type_refused(self, code, officer, unit, target, amount, part="reached", day=None):
        officer.refused(code, "POST", self.at(unit, "values"), self.entry(officer, unit, target, amount, part, day))

    def share(self, officer, unit, target, percents, code=None):
        """Other shares for the units below; refused with that code, when there is one."""
        body = {"shares": [{"unit": below, "percent": percent} for below, percent in percents.items()]}
        if code:
            officer.refused(code, "PUT", self.at(unit, f"targets/{target}/shares"), body)
            return
        officer.put(self.at(unit, f"targets/{target}/shares"), body)
        self.count.shares |= {(below, target): percent for below, percent in percents.items()}

    def at(self, unit, rest):
        return f"/api/v1/units/{unit}/{self.address}/{rest}"

    # What the server says against what was counted.

    def check(self, visitor, unit, day=None):
        today = self.stage.today()
        self.checked += self.count.check_table(visitor, self.address, unit, day or today, is_today=day is None or day == today)

    def check_people(self, visitor, unit, day=None):
        self.checked += self.count.check_people(visitor, self.address, unit, day or self.stage.today())

    def check_hidden(self, keeper, unit):
        """Whoever has no right to names sees no group of one to four, nor what is left of it, and no list."""
        table = keeper.get(self.at(unit, "targets"))
        hidden = 0
        for standings in [table["own"], *table["below"]]:
            for each in standings["targets"]:
                figure = self.count.figure(each["target_id"], standings["unit"]["code"], self.stage.today())
                small = is_hidden(self.count.targets[each["target_id"]], figure)
                same((each["suppressed"], each["reached"]), (small, None if small else figure["reached"]),
                     f"{each['target_id']} of {standings['unit']['code']} without the right to names")
                hidden += small
        expect(hidden > 0, f"no small group in {unit}")
        target = self.count.plan["targets"][0]["id"]
        keeper.refused("not_permitted", "GET", self.at(unit, f"targets/{target}/people"))
        return hidden

    # Tasks.

    def step(self, officer, unit, task, state, note=None, with_proof=False, code=None):
        matrix = {each["task_id"]: each for each in officer.get(self.at(unit, "tasks"))["tasks"]}
        body = {"revision": matrix[task]["revision"], "state": state, "note": note,
                "evidence_id": self.proof(officer, unit) if with_proof else None}
        if code:
            officer.refused(code, "POST", self.at(unit, f"tasks/{task}/steps"), body)
        else:
            same(officer.post(self.at(unit, f"tasks/{task}/steps"), body)["state"], state, task)

    def late_tasks(self, visitor, unit):
        return {task["task_id"]: task["days_late"] for task in visitor.get(f"/api/v1/units/{unit}/late_tasks")["tasks"]}

    # Reports.

    def report(self, unit, report, period, rest=""):
        return self.at(unit, f"reports/{report}/periods/{period}{rest}")

    def calendar(self, visitor, unit):
        return {(each["report_id"], each["period"]): each for each in visitor.get(self.at(unit, "reports"))["reports"]}

    def wait_for_drafts(self, visitor, units, report, period):
        """The job of the night makes them; nobody asks for it."""
        deadline = time.monotonic() + DRAFTS_WAIT_S
        for unit in units:
            while self.calendar(visitor, unit)[report, period]["revision"] == 0:
                expect(time.monotonic() < deadline, f"no draft of {report} {period} for {unit}")
                time.sleep(0.2)

    def not_open(self, officer, unit, report, period):
        officer.refused("report_not_open", "POST", self.report(unit, report, period, "/submissions"), {"revision": 0})

    def write(self, officer, unit, report, period, parts):
        path = self.report(unit, report, period)
        revision = officer.get(path)["head"]["revision"]
        seen = officer.put(path + "/narrative", {"revision": revision, "narrative": parts})
        officer.refused("changed_meanwhile", "PUT", path + "/narrative", {"revision": revision, "narrative": {}})
        for section in seen["document"]["sections"]:
            same(section["narrative"], parts.get(section["part"], ""), f"narrative of {unit}")

    def submit(self, officer, unit, report, period, timing, day=None):
        """Handed in; every figure of the document is the other count's, as of the day that the report speaks of."""
        path = self.report(unit, report, period)
        seen = officer.post(path + "/submissions", {"revision": officer.get(path)["head"]["revision"]})
        same((seen["head"]["state"], seen["head"]["timing"]), ("submitted", timing), f"report of {unit}")
        self.check_document(seen["document"], unit, day or self.stage.today())
        return seen

    def send_back(self, officer, unit, report, period, reason):
        path = self.report(unit, report, period)
        revision = officer.get(path)["head"]["revision"]
        officer.refused("reason_missing", "POST", path + "/decisions", {"revision": revision, "approve": False, "reason": ""})
        seen = officer.post(path + "/decisions", {"revision": revision, "approve": False, "reason": reason})
        same(seen["steps"][-1]["reason"], reason, "the reason")

    def approve(self, officer, unit, report, period):
        path = self.report(unit, report, period)
        revision = officer.get(path)["head"]["revision"]
        same(officer.post(path + "/decisions", {"revision": revision, "approve": True})["head"]["state"], "approved", f"report of {unit}")

    def check_locked(self, officer, unit, report, period):
        path = self.report(unit, report, period)
        revision = officer.get(path)["head"]["revision"]
        officer.refused("report_locked", "POST", path + "/submissions", {"revision": revision})
        officer.refused("report_locked", "PUT", path + "/narrative", {"revision": revision, "narrative": {"next": "Sửa sau khi khóa"}})

    def check_document(self, document, unit, day):
        same(document["header"]["as_of"], day, f"day of the figures of {unit}")
        tables = {table["id"]: table for section in document["sections"] for table in section["tables"]}
        rows = iter(targets_of(document))
        for target_id, target in self.count.targets.items():
            if not self.count.answers(target_id, unit):
                continue
            cells = next(rows)["cells"]
            figure = self.count.figure(target_id, unit, day)
            same(cells[1]["text"], target["title"], "title of a target")
            same((cells[3]["number"], cells[4]["number"], cells[5]["number"]), (figure["whole"], figure["reached"], figure["permille"]),
                 f"{target_id} of {unit} on {day} in the report")
            same(cells[7]["text"], {True: "Đạt", False: "Chưa đạt", None: "Chưa rõ"}[figure["met"]], f"verdict on {target_id} of {unit}")
            self.checked += 3
        if "units" in tables:
            self.check_units_table(tables["units"], unit, day)

    def check_units_table(self, table, unit, day):
        names = {code: name for code, _, name, _ in self.units}
        rows = {row["cells"][0]["text"]: row["cells"] for row in table["rows"]}
        same(sorted(rows), sorted(names[code] for code in self.count.children(unit)), "units in the report")
        numbered = self.numbered()
        same(table["columns"], ["Đơn vị"] + [column for column, _ in numbered], "columns of the units' table")
        for code in self.count.children(unit):
            for cell, (_, target_id) in zip(rows[names[code]][1:], numbered):
                reached = self.count.figure(target_id, code, day)["reached"] if self.count.answers(target_id, code) else None
                same(cell["number"], reached, f"{target_id} of {code} in the report")
                self.checked += 1

    def check_sums(self, visitor, unit, report, period, day, handed_in):
        """What the units below handed in adds up, and agrees with the unit's own figure where everybody answered."""
        below = visitor.get(self.report(unit, report, period, "/below"))
        for total in below["totals"]:
            target = self.count.targets[total["target_id"]]
            if not target.get("cascades", True):
                continue
            parts = [self.count.figure(total["target_id"], code, day)["reached"] if self.count.answers(total["target_id"], code) else None
                     for code in handed_in]
            same((total["below"], total["units"]), (sum(part for part in parts if part is not None), sum(part is not None for part in parts)),
                 f"sum of {total['target_id']} below {unit}")
            same(total["own"], self.count.figure(total["target_id"], unit, day)["reached"], f"own figure of {total['target_id']}")
            if set(handed_in) == set(self.count.children(unit)) and None not in parts and "group" in target:
                placed_here = [person for person in self.count.people_of(unit, target["group"], day) if person.unit_on(day) == unit]
                if not placed_here:
                    same(total["own"], total["below"], f"{total['target_id']} reconciles")
            self.checked += 2
        return {each["unit"]["code"]: each for each in below["reports"]}

    def check_differences(self, report, unit, before, now):
        """Against the report before: what was reached now, less what was reached then."""
        differences = set()
        for target_id, row in zip(self.count.targets, targets_of(report["document"])):
            then, there = (self.count.figure(target_id, unit, day)["reached"] for day in (before, now))
            wanted = there - then if None not in (then, there) else None
            same(row["cells"][6]["number"], wanted, f"difference of {target_id}")
            differences.add(wanted)
        expect(differences - {None, 0}, "nothing changed between two reports")

    # Papers.

    def keep_papers(self, visitor, unit, report, period, day, words):
        """Word and Excel as the officer holds them. Excel is read here; Word is opened by LibreOffice when all journeys are over."""
        path = self.report(unit, report, period, "/file")
        stem = f"{self.name}-{unit}-{report}-{period}"
        (self.papers / f"{stem}.docx").write_bytes(visitor.download(path))
        wanted = self.keep_words(stem, unit, day, words)
        sheet = read_workbook(visitor.download(path + "?form=xlsx"))
        for title, whole, reached, permille in [(row["title"], row["whole"], row["reached"], row["permille"]) for row in wanted]:
            cells = sheet[title]
            same((cells["Tổng số"], cells["Đã đạt"]), (whole, reached), f"{title} in Excel")
            if permille is not None:
                same(round(cells["Tỷ lệ"] * 1000), permille, f"{title} in Excel, share")
            self.checked += 3
        names = {code: name for code, _, name, _ in self.units}
        for code in self.count.children(unit):
            for column, target_id in self.numbered():
                reached = self.count.figure(target_id, code, day)["reached"] if self.count.answers(target_id, code) else None
                same(sheet[names[code]][column], reached, f"{target_id} of {code} in Excel")
                self.checked += 1

    def numbered(self):
        """Targets that units below answer for, by the number they have in the table of targets."""
        return [(f"Chỉ tiêu {number}", id) for number, (id, target) in enumerate(self.count.targets.items(), 1) if target.get("cascades", True)]

    def keep_words(self, stem, unit, day, words, sees_names=True):
        """What must be read in the Word file of that name."""
        wanted = [self.paper_row(target_id, unit, day, sees_names) for target_id in self.count.targets if self.count.answers(target_id, unit)]
        (self.papers / f"{stem}.json").write_text(json.dumps({"words": words, "rows": wanted}, ensure_ascii=False))
        return wanted

    def paper_row(self, target_id, unit, day, sees_names):
        figure, target = self.count.figure(target_id, unit, day), self.count.targets[target_id]
        bound = "trên " if target.get("bound") == "more_than" else ""
        share = "–" if figure["permille"] is None else f"{figure['permille'] // 10},{figure['permille'] % 10}%"
        whole, reached = ("chưa có" if number is None else counted(number) for number in (figure["whole"], figure["reached"]))
        if not sees_names and is_hidden(target, figure):
            whole = "< 5" if figure["whole"] in range(1, 5) else whole
            reached = share = "< 5"
        return {"title": target["title"], "whole": figure["whole"], "reached": figure["reached"], "permille": figure["permille"],
                "cells": [target["title"], f"{bound}{figure['percent']}%" if figure["percent"] else counted(figure["needed"]), whole, reached, share]}

    def check_counters(self):
        """What was kept as events arrived is what a count of everything finds."""
        same(self.stage.run("recount", "--check").strip(), "0 facts missing, 0 counters differing", "recount")
