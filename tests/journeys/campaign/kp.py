"""Kim Phượng 2025 (KP-1 … KP-8): a commune and its hamlets, from launch to the summing-up report of 31 December."""
from play import Play
from stage import expect, same

COMMUNE = "05551"
CELL = "05551.CB"
HAMLETS = [f"05551.{number:02}" for number in range(1, 5)]
UNITS = [("19", "", "Tỉnh Thái Nguyên", "province"), (COMMUNE, "19", "Xã Kim Phượng", "commune"), ("01879", "19", "Xã Cao Minh", "commune"),
         (HAMLETS[0], COMMUNE, "Xóm Bản Lác", "hamlet"), (HAMLETS[1], COMMUNE, "Xóm Cạm Phước", "hamlet"),
         (HAMLETS[2], COMMUNE, "Xóm Kim Tân", "hamlet"), (HAMLETS[3], COMMUNE, "Xóm Nà Poọc", "hamlet"),
         (CELL, COMMUNE, "Chi bộ Cơ quan xã", "party_cell")]
ACCOUNTS = [("tinh", "Vi Thị Hạnh", "19", "province"), ("xa", "Hoàng Thị Mận", COMMUNE, "unit_officer"), ("xom1", "Ma Đình Toán", HAMLETS[0], "unit_officer"),
            ("xom2", "Lộc Thị Thơm", HAMLETS[1], "unit_officer"), ("vanhanh", "Nông Văn Đạt", COMMUNE, "operator"), ("hlv", "Ma Văn Khánh", COMMUNE, "coach")]


def play(options):
    journey = Play(options, "kp", "kp-kim-phuong.yaml", UNITS)
    try:
        launch(journey)
        learn(journey)
        ask_for_what_cannot_be(journey)
        sum_up(journey)
        return journey.checked
    finally:
        journey.stage.close()


def launch(journey):
    journey.launch("2025-04-22", COMMUNE, ACCOUNTS)
    xa, crowd = journey.xa, journey.crowd
    journey.officials = crowd.enrol(xa, COMMUNE, "official", 12)
    # Two officials stand in their hamlet's list as well, and count once: as officials, where they live (KP-1, KP-3).
    # So do three of the Party cell's list, which is no hamlet of the network.
    crowd.enrol(xa, CELL, "official", 0, known=journey.officials[2:5])
    journey.farmers = crowd.enrol(journey.xom1, HAMLETS[0], "citizen", 5)
    journey.farmers += crowd.enrol(xa, HAMLETS[1], "citizen", 6, known=journey.officials[:2])
    journey.farmers += crowd.join(journey.xom1, HAMLETS[0], "citizen", 4) + crowd.join(xa, HAMLETS[2], "citizen", 3)
    journey.traders = crowd.join(xa, HAMLETS[0], "business", 6) + crowd.join(xa, HAMLETS[1], "business", 2)
    for unit, owners, adults in [(COMMUNE, 10, 40), (HAMLETS[0], 7, 18), (HAMLETS[1], 3, 12), (HAMLETS[2], 0, 6), (HAMLETS[3], 0, 4), (CELL, 0, 3)]:
        journey.type(xa, unit, "chu-doanh-nghiep", owners, "whole", source="Sổ đăng ký kinh doanh")
        journey.type(xa, unit, "tuoi-lao-dong", adults, "whole", source="Sổ hộ khẩu xã")
    # KP-3: one hamlet may be asked for less only if another makes up for it.
    journey.share(xa, COMMUNE, "tuoi-lao-dong", {HAMLETS[0]: 80, HAMLETS[1]: 50}, code="shares_do_not_reconcile")
    journey.share(xa, COMMUNE, "tuoi-lao-dong", {HAMLETS[0]: 95, HAMLETS[1]: 60, HAMLETS[2]: 90})
    journey.xom1.refused("not_permitted", "PUT", journey.at(COMMUNE, "targets/tuoi-lao-dong/shares"), {"shares": []})
    journey.check(xa, COMMUNE)


def learn(journey):
    stage, crowd, xa = journey.stage, journey.crowd, journey.xa
    stage.turn_to("2025-05-12")
    journey.step(xa, COMMUNE, "tham-muu", "in_progress", "Đã giao việc cho từng xóm", with_proof=True)
    crowd.study(journey.officials[:8] + journey.farmers[:7] + journey.traders[:3], "bdh-ai-1", 2)
    journey.check(xa, COMMUNE)
    journey.check_hidden(journey.vanhanh, COMMUNE)

    stage.turn_to("2025-09-03")
    crowd.study(journey.officials[:10] + journey.farmers[5:14], "bdh-ai-1")
    crowd.study(journey.traders[2:7], "bdh-ai-1", 1)
    crowd.hand_in(journey.officials[:9] + journey.traders[:7], "bdh-ai-1-01")
    same(crowd.review(journey.hlv, COMMUNE, returned=journey.officials[8:9]), 15, "accepted by the coach")
    journey.check(xa, COMMUNE)
    journey.check(journey.xom1, HAMLETS[0])
    journey.check_people(xa, COMMUNE)
    # Somebody moves out of the count for good (CM-12).
    gone = journey.farmers[5]
    gone.visitor.post("/api/v1/me/deletion", {"password": "nương chè sáng sớm"}, status=200)
    gone.is_gone = True
    journey.check(xa, COMMUNE)
    journey.check(xa, COMMUNE, "2025-05-12")


def ask_for_what_cannot_be(journey):
    xa = journey.xa
    improved = journey.count.figure("can-bo-ung-dung", COMMUNE, journey.stage.today())["reached"]
    journey.type_refused("more_than_around_it", xa, COMMUNE, "can-bo-cai-thien", improved + 1)
    journey.type_refused("measure_known_by_events", xa, COMMUNE, "can-bo-tham-gia", 5)
    journey.type_refused("day_outside_period", xa, COMMUNE, "can-bo-cai-thien", 1, day="2025-04-21")
    journey.type_refused("day_in_future", xa, COMMUNE, "can-bo-cai-thien", 1, day="2025-12-01")
    journey.type_refused("more_than_the_whole", xa, COMMUNE, "nhom-nong-cot", 500)
    journey.type_refused("fact_is_yes_or_no", xa, HAMLETS[0], "mang-luoi", 2)
    journey.type_refused("target_of_other_units", xa, CELL, "mang-luoi", 1)
    proof = journey.entry(xa, COMMUNE, "can-bo-cai-thien", 1)
    xa.refused("not_permitted", "POST", journey.at("01879", "values"), proof)
    journey.tinh.refused("unit_outside_plan", "POST", journey.at("01879", "values"), proof)
    xa.refused("no_such_evidence", "POST", journey.at(COMMUNE, "values"), proof | {"evidence_id": 77})
    journey.check(xa, COMMUNE)


def sum_up(journey):
    stage, xa, tinh = journey.stage, journey.xa, journey.tinh
    stage.turn_to("2025-12-23")
    for hamlet in HAMLETS[:3]:
        journey.type(xa, hamlet, "mang-luoi", 1, source="Quyết định thành lập nhóm")
    journey.type(xa, COMMUNE, "nhom-nong-cot", 11)
    journey.type(xa, COMMUNE, "can-bo-cai-thien", 5, source="Phiếu so sánh trước – sau")
    journey.type(xa, HAMLETS[0], "kinh-doanh-cai-thien", 3, source="Phiếu so sánh trước – sau")
    journey.not_open(xa, COMMUNE, "tong-ket", "2025-12-31")
    same(journey.late_tasks(tinh, "19"), {}, "nothing is late yet")

    stage.turn_to("2025-12-24")  # a week before
    journey.wait_for_drafts(xa, [COMMUNE, *HAMLETS, CELL], "tong-ket", "2025-12-31")
    stage.turn_to("2025-12-29")
    journey.write(journey.xom1, HAMLETS[0], "tong-ket", "2025-12-31", {"results": "Nhiều hộ bán chè qua mạng.", "difficulties": "Sóng yếu ở cuối xóm."})
    journey.submit(journey.xom1, HAMLETS[0], "tong-ket", "2025-12-31", "on_time")
    journey.submit(journey.xom2, HAMLETS[1], "tong-ket", "2025-12-31", "on_time")
    journey.xom1.refused("not_permitted", "POST", journey.report(HAMLETS[0], "tong-ket", "2025-12-31", "/decisions"), {"revision": 3, "approve": True})
    journey.send_back(xa, HAMLETS[1], "tong-ket", "2025-12-31", "Xóm ghi thêm khó khăn nhé.")
    journey.write(journey.xom2, HAMLETS[1], "tong-ket", "2025-12-31", {"difficulties": "Ít máy tính."})
    journey.submit(journey.xom2, HAMLETS[1], "tong-ket", "2025-12-31", "on_time")
    journey.submit(xa, HAMLETS[2], "tong-ket", "2025-12-31", "on_time")
    approved = xa.post(journey.report(COMMUNE, "tong-ket", "2025-12-31", "/approvals"), status=200)
    same(sorted(each["state"] for each in approved["reports"]), ["approved", "approved", "approved", "draft", "draft"], "all at once")
    journey.check_locked(journey.xom1, HAMLETS[0], "tong-ket", "2025-12-31")
    journey.check_sums(xa, COMMUNE, "tong-ket", "2025-12-31", stage.today(), HAMLETS[:3])

    stage.turn_to("2025-12-31", hour=10)
    journey.step(xa, COMMUNE, "khen-thuong", "done", "Đã thẩm định hồ sơ", with_proof=True)
    journey.write(xa, COMMUNE, "tong-ket", "2025-12-31", {"leadership": "Xã giao chỉ tiêu cho từng xóm từ tháng Tư.", "proposals": "Đề nghị tỉnh hỗ trợ máy tính."})
    journey.submit(xa, COMMUNE, "tong-ket", "2025-12-31", "on_time")
    journey.approve(tinh, COMMUNE, "tong-ket", "2025-12-31")
    journey.check_locked(xa, COMMUNE, "tong-ket", "2025-12-31")
    journey.check_people(xa, COMMUNE)
    journey.keep_papers(xa, COMMUNE, "tong-ket", "2025-12-31", "2025-12-31", [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN", "BÁO CÁO",
        "Xã giao chỉ tiêu cho từng xóm từ tháng Tư.", "Đề nghị tỉnh hỗ trợ máy tính.", "Nơi nhận"])

    stage.turn_to("2026-01-05")
    same(journey.late_tasks(tinh, "19"), {"tong-ket": 5}, "late tasks seen from above")
    missing = [each["report"]["unit"]["code"] for each in tinh.get("/api/v1/units/19/late_reports")["reports"]]
    same(sorted(missing), [HAMLETS[3], CELL], "who never reported")
    # Late, and still of the figures of the last day.
    for unit in (HAMLETS[3], CELL):
        journey.submit(xa, unit, "tong-ket", "2025-12-31", "late", day="2025-12-31")
    same(tinh.get("/api/v1/units/19/late_reports")["reports"], [], "nobody is missing any more")
    journey.step(xa, COMMUNE, "tong-ket", "done", "Đã báo cáo Chủ tịch xã")
    same(journey.late_tasks(tinh, "19"), {}, "done")
    heads = journey.check_sums(xa, COMMUNE, "tong-ket", "2025-12-31", "2025-12-31", [*HAMLETS, CELL])
    same({code: head["timing"] for code, head in heads.items()}, {code: "on_time" for code in HAMLETS[:3]} | {HAMLETS[3]: "late", CELL: "late"}, "history")
    acts = {act["action"] for act in journey.vanhanh.get(f"/api/v1/units/{COMMUNE}/audit")["entries"]}
    expect({"report_submitted", "report_approved", "value_entered"} <= acts, f"the audit lacks some of: {acts}")
    journey.check_values(xa, COMMUNE)
    journey.check_counters()
