"""Write the profile into the package; `scripts/build_language_profile` runs this."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROFILE = ROOT / "src" / "izde" / "language" / "data" / "language_profile_kk.json"


def main() -> None:
    from language_profile import build

    issues = [Path(name) for name in sys.argv[1:]] or sorted((ROOT / "data" / "issues").glob("*.txt"))
    profile = build(issue.read_text(encoding="utf-8") for issue in issues)
    PROFILE.write_text(profile, encoding="utf-8")
    print(f"{PROFILE.relative_to(ROOT)}: {len(profile.encode()) // 1000} kB from {len(issues)} issues")


if __name__ == "__main__":
    main()
