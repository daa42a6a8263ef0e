"""`python -m tests.peers FILE.json`: our schedule at every checkpoint of a peer's scenario, as JSON."""

import json
import sys
from pathlib import Path

from tests.peers.scenario import told


def main(arguments: list[str]) -> int:
    """0: printed. 2: no file named."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m tests.peers FILE.json\n")
        return 2
    vector = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    json.dump(told(vector), sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
