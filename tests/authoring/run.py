#!/usr/bin/env python3
"""What authors do at a terminal, with the real binary: check, export, import, preview. Ends with `N passed, M failed`.

usage: run.py BINARY"""
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from ports import free_port  # noqa: E402

ROOT = pathlib.Path(__file__).parent.parent.parent.resolve()
PACK = ROOT / "packs/binh-dan-hoc-ai"
LESSON, STEM = "bdh-ai-1-01", "01-tro-ly-ai-la-gi"
BINARY = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/release/binhdanhoc").resolve()


def run(*arguments):
    return subprocess.run([BINARY, "pack", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)


def copy_of_pack(folder):
    shutil.copytree(PACK, folder / PACK.name)
    shutil.copy(ROOT / "packs/words.txt", folder)
    return folder / PACK.name


def replace_in(path, was, now):
    text = path.read_text()
    assert was in text, f"{was} is not in {path}"
    path.write_text(text.replace(was, now, 1))


def check_tells_what_is_doubtful(folder):
    pack = copy_of_pack(folder)
    before = json.loads(run("check", "--json", pack).stdout)
    assert before["problems"] == [], before["problems"]
    reading = pack / "level-1" / f"{STEM}.md"
    replace_in(reading, "Bạn chỉ cần nói rõ", "Bạn chỉ cần ngói rỏo")
    line = 1 + reading.read_text().split("ngói rỏo")[0].count("\n")
    after = json.loads(run("check", "--json", pack).stdout)
    new = [each for each in after["warnings"] if each not in before["warnings"]]
    assert [(each["line"], "rỏo" in each["message"]) for each in new] == [(line, True)], new
    assert after["counts"]["warnings"] == len(after["warnings"])
    assert run("check", pack).returncode == 0
    strict = run("check", "--strict", pack)
    assert strict.returncode == 1 and f"{reading}:{line}: warning: 'rỏo'" in strict.stderr, strict.stderr


def check_fails_on_mistakes(folder):
    pack = copy_of_pack(folder)
    replace_in(pack / "level-1" / f"{STEM}.md", "version: 1", "version: một")
    done = run("check", pack)
    assert done.returncode == 1 and f"{STEM}.md:3: field 'version'" in done.stderr, done.stderr


def what_goes_out_comes_back(folder):
    for name in ("gift", "moodle-xml"):
        quiz, draft = folder / name, folder / f"{name}.items.yaml"
        out = run("export", "--format", name, "--json", PACK, quiz)
        report = json.loads(out.stdout)
        assert out.returncode == 0 and report["problems"] == [] and len(report["items"]) >= 132, out.stderr
        back = run("import", "--format", name, quiz, LESSON, draft)
        assert back.returncode == 0, back.stderr
        assert "it belongs to lesson bdh-ai-1-02 and was left out" in back.stderr, "nothing is dropped silently"
        pack = copy_of_pack(folder / f"with-{name}")
        shutil.copy(draft, pack / "level-1" / f"{STEM}.items.yaml")
        again = folder / f"{name}-again"
        assert run("export", "--format", name, pack, again).returncode == 0
        assert quiz.read_bytes() == again.read_bytes(), f"{name} changed on its way"


def hostile_files_leave_nothing(folder):
    (folder / "bomb.xml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><quiz>&b;</quiz>')
    (folder / "long.gift").write_text("x" * (100 * 1024 * 1024))
    (folder / "utf16.gift").write_bytes("Máy {T}".encode("utf-16"))
    for name, form in (("bomb.xml", "moodle-xml"), ("long.gift", "gift"), ("utf16.gift", "gift"), ("long.gift", "moodle-xml")):
        done = run("import", "--format", form, folder / name, LESSON, folder / "out.yaml")
        assert done.returncode == 1 and name in done.stderr, done.stderr
    assert sorted(each.name for each in folder.iterdir()) == ["bomb.xml", "long.gift", "utf16.gift"]


class Preview:
    def __init__(self, folder, pack):
        (folder / "web").mkdir()
        (folder / "web/index.html").write_text("<!doctype html><title>x</title>")
        self.port = free_port()
        self.temporary = folder / "tmp"
        self.temporary.mkdir()
        self.said = open(folder / "said", "w+")
        self.process = subprocess.Popen([BINARY, "pack", "preview", pack, "--port", str(self.port), "--web", folder / "web", "--log-level", "off"],
                                        cwd=ROOT, stdout=self.said, stderr=self.said, env=os.environ | {"TMPDIR": str(self.temporary)})

    def get(self, path, cookie=""):
        for _ in range(100):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
                reply = connection.getresponse()
                return reply, reply.read().decode()
            except ConnectionRefusedError:
                assert self.process.poll() is None, self.output()
                time.sleep(0.1)
        raise AssertionError("the preview does not answer: " + self.output())

    def output(self):
        self.said.seek(0)
        return self.said.read()

    def wait_for(self, holds, what):
        for _ in range(100):
            if holds():
                return
            time.sleep(0.1)
        raise AssertionError(f"{what}: " + self.output())

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        assert code == 0, self.output()
        self.said.close()
        assert list(self.temporary.iterdir()) == [], "the temporary database stays behind"


def preview_shows_what_was_saved(folder):
    pack = copy_of_pack(folder)
    preview = Preview(folder, pack)
    try:
        signed_in, _ = preview.get("/xem-thu")
        assert signed_in.status == 302 and signed_in.getheader("Location") == "/"
        cookie = signed_in.getheader("Set-Cookie").split(";")[0]
        title = lambda: json.loads(preview.get(f"/api/v1/lessons/{LESSON}", cookie)[1])["title"]
        assert title() == "Trợ lý AI là gì?"
        reading = pack / "level-1" / f"{STEM}.md"
        replace_in(reading, 'title: "Trợ lý AI là gì?"', 'title: "Tên mới"')
        preview.wait_for(lambda: title() == "Tên mới", "a saved file is not read again")
        replace_in(reading, 'title: "Tên mới"', 'title: ""')
        preview.wait_for(lambda: "field 'title' is empty" in preview.output(), "a mistake is not told")
        assert title() == "Tên mới", "the last good pack stays"
        replace_in(reading, 'title: ""', 'title: "Tên cuối"')
        preview.wait_for(lambda: title() == "Tên cuối", "a mended file is not read again")
    finally:
        preview.stop()


def preview_needs_a_sound_pack_and_a_free_port(folder):
    pack = copy_of_pack(folder)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        (folder / "web").mkdir()
        done = run("preview", pack, "--port", taken.getsockname()[1], "--web", folder / "web", "--log-level", "off")
        assert done.returncode == 1 and done.stderr.startswith("binhdanhoc: "), (done.returncode, done.stderr)
    replace_in(pack / "pack.yaml", "language: vi", "")
    done = run("preview", pack)
    assert done.returncode == 1 and "field 'language' is missing" in done.stderr, done.stderr


def main():
    passed = failed = 0
    for test in (check_tells_what_is_doubtful, check_fails_on_mistakes, what_goes_out_comes_back, hostile_files_leave_nothing,
                 preview_shows_what_was_saved, preview_needs_a_sound_pack_and_a_free_port):
        with tempfile.TemporaryDirectory(prefix="bdh-authoring-") as folder:
            try:
                test(pathlib.Path(folder))
                passed += 1
            except Exception as error:  # one broken story must not hide the others
                failed += 1
                print(f"FAILED {test.__name__}: {error!r}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
