#!/usr/bin/env python3
"""Every path a document mentions in `backticks` or as a link exists; every demand of docs/requirements.md stands once."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).parent.parent.resolve()
TOP = {path.name for path in ROOT.iterdir()} | {"server", "web", "docs", "packs", "plans", "tests", "tools", "packaging"}
TOP -= {"build", "data", ".tools"}
NEEDED = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "LICENSE", "docs/glossary.md", "docs/operations.md", "docs/requirements.md"]

breaches = [f"{name}: missing" for name in NEEDED if not (ROOT / name).exists()]
documents = [path for path in ROOT.rglob("*.md") if not {"node_modules", "build", ".tools", ".svelte-kit"} & set(path.relative_to(ROOT).parts)]
for document in documents:
    text = document.read_text()
    for number, line in enumerate(text.splitlines(), 1):
        mentioned = re.findall(r"`([\w.-]+/[\w./-]+)`", line) + re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", line)
        for name in mentioned:
            if "build" in name.split("/"):  # made, not kept
                continue
            near, far = document.parent / name, ROOT / name
            if name.split("/")[0] in TOP and not far.exists() and not near.exists() or \
                    f"]({name}" in line and not near.exists():
                breaches.append(f"{document.relative_to(ROOT)}:{number}: {name} does not exist")

requirements = ROOT / "docs/requirements.md"
if requirements.exists():
    ids = re.findall(r"^\| ((?:BS|CM|TH|KP|HD)-\d+) \|", requirements.read_text(), re.M)
    wanted = [f"BS-{n}" for n in range(1, 18)] + [f"CM-{n}" for n in range(1, 25)] + [f"TH-{n}" for n in range(1, 6)] + \
             [f"KP-{n}" for n in range(1, 9)] + [f"HD-{n}" for n in range(1, 8)]
    for name in wanted:
        if ids.count(name) != 1:
            breaches.append(f"docs/requirements.md: {name} stands {ids.count(name)} times")
print("\n".join(breaches) or f"{len(documents)} documents in order")
sys.exit(1 if breaches else 0)
