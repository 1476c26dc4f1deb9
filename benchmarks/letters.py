"""``make letters``: small files of the typeface with the letters our own words need, in ``dashboards/fonts``.

Run it when the words have changed much: a letter that is missing there comes from its slice, which is larger.
"""

import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from dashboards.wire.letters import OWN, SLICES, slices

ROOT = Path(__file__).resolve().parents[1]
_PLACE = Path(tempfile.gettempdir()) / "jingwei-letters"
_CODE = ("dashboards/**/*.py", "indicators/**/*.py")
_LISTS = ("datasets/codes/*.csv", "datasets/zones/*/codes/*.csv")
_LONGEST = 40  # entries: longer lists, as of partners and goods, are full of letters that stand nowhere else
_LATIN = "".join(map(chr, range(0x20, 0x7F))) + "\xa0\u2002\u2212"  # spaces and a minus that code writes as escapes


def main() -> None:
    """Write the list of letters, and of each slice the part that holds some of them."""
    python = _PLACE / "bin" / "python"
    if not python.exists():
        venv.create(_PLACE, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "fonttools", "brotli"], check=True)  # noqa: S603 ours
    used = sorted(used_letters())
    (OWN / "letters.txt").write_text("\n".join("".join(used[at : at + 60]) for at in range(0, len(used), 60)) + "\n")
    for old in OWN.glob("*.woff2"):
        old.unlink()
    for each in slices():
        if own := each.letters & set(map(ord, used)):
            options = [f"--unicodes={','.join(f'{point:x}' for point in sorted(own))}", "--flavor=woff2"]
            options += ["--layout-features=*", f"--output-file={OWN / each.name}"]
            words = [str(python), "-m", "fontTools.subset", str(SLICES / "files" / each.name), *options]
            subprocess.run(words, check=True)  # noqa: S603 our words
    size = sum(each.stat().st_size for each in OWN.glob("*.woff2"))
    print(f"{len(used)} letters, {size / 1000:.0f} kB", file=sys.stderr)


def used_letters() -> set[str]:
    """Return every letter that stands in the code and in the short code lists."""
    code, lists = ([path for each in patterns for path in ROOT.glob(each)] for patterns in (_CODE, _LISTS))
    texts = [path.read_text(encoding="utf-8") for path in (*code, *lists)]
    texts = [text for at, text in enumerate(texts) if at < len(code) or text.count("\n") <= _LONGEST]
    return {letter for text in texts for letter in re.sub(r"[\x00-\x1f]", "", text)} | set(_LATIN)


if __name__ == "__main__":
    main()
