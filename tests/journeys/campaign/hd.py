"""Phường Hải Dương 2026 (HD-1, HD-2): everybody of the ward's offices takes part in stage 1, 28 May to 10 June; the report is
due before 10 June and so speaks of the 9th."""
from play import Play
from stage import same

WARD = "10525"
PARTS = [f"10525.{code}" for code in ("VHXH", "KT", "TYT", "TH1")]
UNITS = [("31", "", "Thành phố Hải Phòng", "province"), (WARD, "31", "Phường Hải Dương", "ward"),
         (PARTS[0], WARD, "Phòng Văn hóa - Xã hội", "office"), (PARTS[1], WARD, "Phòng Kinh tế", "office"),
         (PARTS[2], WARD, "Trạm Y tế phường", "office"), (PARTS[3], WARD, "Trường Tiểu học Tô Hiệu", "school")]
ACCOUNTS = [("pho", "Bùi Thị Liên", "31", "province"), ("phuong", "Vũ Văn Hòa", WARD, "unit_officer"), ("truong", "Đoàn Thị Kim", PARTS[3], "unit_officer"),
            ("vanhanh", "Lê Văn Cường", WARD, "operator")]
REPORT = ("ket-qua", "2026-06-10")


def play(options):
    journey = Play(options, "hd", "hd-hai-duong.yaml", UNITS)
    try:
        stage, crowd = journey.stage, journey.crowd
        journey.launch("2026-05-29", WARD, ACCOUNTS, units_from="2026-05-01")
        phuong, truong = journey.phuong, journey.truong
        staff = [person for unit, how_many in zip(PARTS, [6, 7, 9]) for person in crowd.enrol(phuong, unit, "official", how_many)]
        # HD-3: the school's people come by link and QR code.
        teachers = crowd.join(truong, PARTS[3], "official", 8)
        pupils = crowd.join(truong, PARTS[3], "student", 3)  # not officials: counted nowhere in this plan
        crowd.study(teachers[:5] + pupils, "bdh-ai-1", 1)
        journey.check(phuong, WARD)
        journey.check_people(phuong, WARD)

        stage.turn_to("2026-06-01")
        journey.not_open(phuong, WARD, *REPORT)
        crowd.study(staff[:11] + teachers[:2], "bdh-ai-1", 1)
        journey.check(phuong, WARD)
        stage.turn_to("2026-06-02")
        journey.wait_for_drafts(phuong, [WARD, *PARTS], *REPORT)
        crowd.study(staff[11:20], "bdh-ai-1", 1)
        journey.check_hidden(journey.vanhanh, WARD)

        stage.turn_to("2026-06-09", hour=10)
        crowd.study(teachers[5:7], "bdh-ai-1", 1)
        journey.submit(truong, PARTS[3], *REPORT, "on_time")
        truong.refused("report_submitted", "POST", journey.report(PARTS[3], *REPORT, "/submissions"), {"revision": 2})
        for unit in PARTS[:2]:
            journey.submit(phuong, unit, *REPORT, "on_time")
        journey.check_sums(phuong, WARD, *REPORT, stage.today(), [*PARTS[:2], PARTS[3]])
        journey.write(phuong, WARD, *REPORT, {"results": "Còn một số người đi công tác chưa học."})
        journey.submit(phuong, WARD, *REPORT, "on_time")
        journey.step(phuong, WARD, "tong-hop", "done", "Đã tổng hợp", with_proof=True)

        # The stage runs on for a day; who studies then is in the figures, and not in the report.
        stage.turn_to("2026-06-10", hour=11)
        crowd.study(staff[20:], "bdh-ai-1", 1)
        crowd.study(teachers[7:], "bdh-ai-1", 1)
        journey.check(phuong, WARD)
        journey.submit(phuong, PARTS[2], *REPORT, "late", day="2026-06-09")
        same(journey.count.figure("tham-gia", PARTS[2], "2026-06-10")["reached"], 9, "on the last day of the stage")
        same(journey.count.figure("tham-gia", PARTS[2], "2026-06-09")["reached"], 7, "at the cut-off")
        same(journey.late_tasks(journey.pho, "31"), {}, "due today is not late")

        stage.turn_to("2026-06-12")
        same(journey.late_tasks(journey.pho, "31"), {"pho-bien": 2}, "late, seen from the city")
        phuong.post(journey.report(WARD, *REPORT, "/approvals"), status=200)
        journey.approve(journey.pho, WARD, *REPORT)
        journey.check_locked(phuong, WARD, *REPORT)
        same({each["state"] for each in phuong.get(journey.report(WARD, *REPORT, "/below"))["reports"]}, {"approved"}, "approved at once")
        journey.keep_papers(phuong, WARD, *REPORT, "2026-06-09", ["ỦY BAN NHÂN DÂN", "PHƯỜNG HẢI DƯƠNG", "Còn một số người đi công tác chưa học."])
        journey.type_refused("measure_known_by_events", phuong, WARD, "tham-gia", 30)
        journey.check(phuong, WARD, "2026-06-09")
        journey.check_people(phuong, WARD, "2026-06-09")
        journey.check_counters()
        return journey.checked
    finally:
        journey.stage.close()
