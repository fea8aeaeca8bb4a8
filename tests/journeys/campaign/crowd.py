"""Invented people: how they come in, what they learn, and what of it a coach accepts. All over HTTP; what they did is also
written down in the count (count.py), which the server never sees."""
import csv
import datetime
import functools
import io
import itertools
import uuid

import yaml

from stage import PASSWORD, ROOT, Visitor, expect, same

FAMILY = ["Nguyễn", "Trần", "Lường", "Ma", "Nông", "Hoàng", "Dương", "Vi", "Triệu", "Lý", "Đặng", "Phùng"]
MIDDLE = ["Thị", "Văn", "Đức", "Thu", "Minh", "Ngọc", "Quang"]
GIVEN = ["An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Mận", "Nga", "Oanh", "Phúc", "Quyên", "Sơn", "Tâm", "Uyên", "Vân", "Xuân", "Yến"]
PACKS = {"bdh-ai": "binh-dan-hoc-ai", "kns": "ky-nang-so-co-ban"}


def names():
    """Names that no two people share, so that one can be found again in a coach's queue."""
    for given, middle, family in itertools.product(GIVEN, MIDDLE, FAMILY):
        yield f"{family} {middle} {given}"


@functools.cache
def lessons_of(level):
    """Of a level as "kns-1" the lessons in order, each with its items as the pack's files have them."""
    pack, number = level.rsplit("-", 1)
    lessons = []
    for path in sorted((ROOT / "packs" / PACKS[pack] / f"level-{number}").glob("*.items.yaml")):
        items = yaml.safe_load(path.read_text())["items"]
        lessons.append((items[0]["id"].rsplit("-", 1)[0], items))
    return lessons


def right_response(item):
    """As docs/pack-format.md says for each type."""
    kind = item["type"]
    if kind in ("single_choice", "multiple_choice"):
        return [option["key"] for option in item["options"] if option.get("right")]
    if kind == "true_false_set":
        return ["true" if each[True] else "false" for each in item["statements"]]  # YAML reads the key as a truth
    if kind == "order":
        return [step["key"] for step in item["steps"]]
    if kind == "match":
        return [pair["key"] for pair in item["pairs"]]
    if kind == "fill_in":
        return [str(blank["accept"][0]) for blank in item["blanks"]]
    if kind == "numeric":
        return [str(item["answer"])]
    if kind == "categorise":
        return [thing["category"] for thing in item["things"]]
    if kind == "highlight":
        return list(item["right"])
    return [str(item["accept"][0])]


class Person:
    def __init__(self, name, unit, group, joined_on):
        self.name, self.group, self.joined_on = name, group, joined_on
        self.places = [(joined_on, unit)]  # where they count, from which day
        self.also_in = []                  # other units that list them
        self.login = self.code = self.code_until = self.officer = None
        self.visitor = None
        self.device, self.sequence = str(uuid.uuid4()), 0
        self.studied_on, self.lessons_done, self.accepted_on = set(), {}, None
        self.is_gone = False

    def unit_on(self, day):
        standing = [unit for since, unit in self.places if since <= day]
        return standing[-1] if standing else None


class Crowd:
    def __init__(self, stage, count):
        self.stage, self.count = stage, count
        self.names = names()
        self.criteria = {}

    def enrol(self, officer, unit, group, how_many, known=()):
        """An office's list of names as a CSV file: a preview first, then for real. `known` are people who stand in another list too."""
        born = 2008 if group == "student" else 1990
        rows = [(next(self.names), born, "") for _ in range(how_many)] + [(person.name, 1990, person.login) for person in known]
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(["STT", "Họ và tên", "Năm sinh", "Tên đăng nhập"])
        for number, row in enumerate(rows, 1):
            writer.writerow([number, *row])
        raw = text.getvalue().encode()
        path = f"/api/v1/units/{unit}/roster_imports"
        preview = officer.upload(path, "danh-sach.csv", raw, status=200, fields=[("target_group", group)])
        same((preview["rows_new"], preview["rows_wrong"]), (how_many, 0), f"preview of the list of {unit}: {preview['rows'][:3]}")
        done = officer.upload(path + "?dry_run=false", "danh-sach.csv", raw, status=200, fields=[("target_group", group)])
        same((done["rows_new"], done["rows_updated"]), (how_many, len(known)), f"the list of {unit}")
        people = []
        for credential in done["credentials"]:
            person = Person(credential["full_name"], unit, group, self.stage.today())
            person.login, person.code, person.officer = credential["login"], credential["first_code"], officer
            person.code_until = (datetime.date.fromisoformat(self.stage.today()) + datetime.timedelta(days=29)).isoformat()
            people.append(person)
        for person in known:
            # A list of a unit below says more exactly where somebody belongs; any other list changes nothing of it.
            if self.count.is_within(unit, person.unit_on(self.stage.today())):
                person.places.append((self.stage.today(), unit))
            else:
                person.also_in.append(unit)
        self.count.people += people
        return people

    def enrol_elsewhere(self, officer, unit, known):
        """A list that names people of a unit its officer has no say over: each row is refused, and nobody moves."""
        raw = "Họ và tên,Năm sinh,Tên đăng nhập\n" + "".join(f"{person.name},1990,{person.login}\n" for person in known)
        done = officer.upload(f"/api/v1/units/{unit}/roster_imports?dry_run=false", "danh-sach.csv", raw.encode(), status=200,
                              fields=[("target_group", "official")])
        same([row["problems"][0]["code"] for row in done["rows"]], ["account_elsewhere"] * len(known), f"the list of {unit}")

    def begin(self, person):
        """Whoever stands in a list sets a password with the code they were given; after a month the officer gives a new one."""
        if person.visitor:
            return
        person.visitor = Visitor(self.stage, person.login)
        if self.stage.today() > person.code_until:
            found = person.officer.get(f"/api/v1/units/{person.places[0][1]}/people?q={person.login}")["people"]
            account = next(each["account_id"] for each in found if each["login"] == person.login)
            person.code = person.officer.post(f"/api/v1/accounts/{account}/reset_codes")["code"]
        status, reply = person.visitor.client.ask("POST", "/api/v1/password_resets", {
            "login": person.login, "code": person.code, "new_password": PASSWORD})
        expect(status == 204, f"{person.name} sets a password: {status} {reply}")
        person.visitor.sign_in()

    def join(self, officer, unit, group, how_many):
        """By a join link, as from a poster."""
        token = officer.post(f"/api/v1/units/{unit}/join_links", {"target_group": group})["token"]
        people = []
        for _ in range(how_many):
            person = Person(next(self.names), unit, group, self.stage.today())
            person.login = f"nguoi{len(self.count.people) + len(people)}"
            person.visitor = Visitor(self.stage, person.login)
            person.visitor.post("/api/v1/accounts", {
                "unit_code": unit, "join_token": token, "target_group": group, "full_name": person.name, "login": person.login,
                "password": PASSWORD, "birth_year": 1988, "address_form": "ban", "simple_mode": False,
                "consents": [{"purpose": "learning", "version": "2026-11"}], "guardian": None})
            person.visitor.keep_cookie()
            people.append(person)
        self.count.people += people
        return people

    def study(self, people, level, how_many_lessons=None):
        """Each goes on in the level, so many lessons or all that are left; every item is answered, and rightly."""
        for person in people:
            self.begin(person)
            left = [lesson for lesson in lessons_of(level) if lesson[0] not in person.lessons_done]
            wanted = left if how_many_lessons is None else left[:how_many_lessons]
            events = []
            for _, items in wanted:
                for item in items:
                    person.sequence += 1
                    events.append({"device": person.device, "sequence": person.sequence, "item": item["id"], "item_version": item["version"],
                                   "context": "lesson", "response": right_response(item), "answered_at": self.stage.now_ms(), "took_ms": 4000})
            for first in range(0, len(events), 100):
                batch = events[first:first + 100]
                results = person.visitor.post("/api/v1/answers", {"events": batch}, status=200)["results"]
                for event, result in zip(batch, results):
                    expect(result["status"] == "received" and result["mark"]["verdict"] == "right", f"{event}: {result}")
            for lesson, _ in wanted:
                person.lessons_done[lesson] = self.stage.today()
            if events:
                person.studied_on.add(self.stage.today())

    def hand_in(self, people, lesson, text="Tôi nhờ AI soạn lại thông báo cho dễ đọc, rồi tự sửa tên và ngày."):
        for person in people:
            self.begin(person)
            if lesson not in self.criteria:
                self.criteria[lesson] = len(person.visitor.get(f"/api/v1/lessons/{lesson}")["task"]["criteria"])
            person.visitor.put(f"/api/v1/lessons/{lesson}/task_submission", {"text": text, "checks": [True] * self.criteria[lesson]})

    def review(self, coach, unit, returned=()):
        """The coach goes through the queue: accepts all but the work of those named. Gives how many were accepted."""
        by_name = {person.name: person for person in self.count.people}
        after, accepted, seen = "", 0, 0
        while after is not None:
            page = coach.get(f"/api/v1/units/{unit}/task_submissions" + (f"?after={after}" if after else ""))
            for each in page["submissions"]:
                person = by_name[each["full_name"]]
                is_good = person not in returned
                body = {"decision": "accepted" if is_good else "returned", "reason": None if is_good else "Bạn thêm giúp phần đã tự sửa nhé.",
                        "checks": [True] * self.criteria[each["task_id"]], "handed_in_at": each["handed_in_at"]}
                coach.post(f"/api/v1/task_submissions/{each['id']}/reviews", body)
                if is_good:
                    person.accepted_on = person.accepted_on or self.stage.today()
                    accepted += 1
                seen += 1
            after = page["next"]
        return accepted
