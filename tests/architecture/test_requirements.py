"""docs/requirements.csv says what the tests say; the IDs are those of the inventory."""

import re
from pathlib import Path

import pytest

from repaid.interfaces.cli.requirements import AREAS, table
from tests.architecture import source

INVENTORY = source.ROOT.parent / "shared" / "requirements"


def test_the_table_is_current() -> None:
    written = (source.ROOT / "docs" / "requirements.csv").read_text()
    assert written == table(source.ROOT), "run `make requirements`"


@pytest.mark.skipif(not INVENTORY.exists(), reason="the inventory of requirements is not beside this repository")
def test_the_table_lists_every_requirement() -> None:
    headings = (re.findall(r"^### ([A-Z]{2}-\d+)", path.read_text(), re.MULTILINE) for path in INVENTORY.glob("0*.md"))
    listed = [line.partition(",")[0] for line in table(source.ROOT).splitlines()[1:]]
    assert sorted(listed) == sorted(code for found in headings for code in found)
    assert len(listed) == sum(AREAS.values()) == 341


def test_a_test_is_found_by_its_name_and_by_its_docstring(tmp_path: Path) -> None:
    place = tmp_path / "tests" / "test_portal.py"
    place.parent.mkdir()
    place.write_text('def test_cz_60_instalment():\n    pass\n\ndef test_other():\n    """CT-103, MP-10."""\n')
    rows = [line for line in table(tmp_path).splitlines() if line.endswith("tested")]
    assert rows == [
        "CZ-60,tests/test_portal.py::test_cz_60_instalment,tested",
        "CT-103,tests/test_portal.py::test_other,tested",
        "MP-10,tests/test_portal.py::test_other,tested",
    ]
