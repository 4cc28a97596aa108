"""What openpyxl writes for us is in the order of the standard."""

from pathlib import Path

from openxml_audit import OpenXmlValidator

from spreadsheets.outgoing.files import Table, as_xlsx
from spreadsheets.values import Column


def test_a_workbook_says_what_its_fonts_are_in_the_order_of_the_standard(tmp_path: Path) -> None:
    file = tmp_path / "book.xlsx"
    file.write_bytes(as_xlsx([Table("表", (Column("name", "名称"),), [("北京",), ("=1+1",)])]))
    faults = [str(error) for error in OpenXmlValidator().validate(file).errors]
    assert [fault for fault in faults if "[schema]" in fault] == []
