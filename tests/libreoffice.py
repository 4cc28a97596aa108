"""LibreOffice as a person uses it: a workbook opened, cells typed into, and saved again as .xlsx."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

# One start, on a machine that is busy with other tests.
PATIENCE = 120

type CellName = tuple[str, str]

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub Main
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  {edits}
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL("{target}", kind())
  book.close(True)
End Sub
</script:module>
"""


def edited_by(soffice: str, content: bytes, cells: Mapping[CellName, str | float], folder: Path) -> bytes:
    """The workbook after LibreOffice has opened it, put texts and numbers into cells, by sheet and name, and
    saved it. A cell that is locked keeps what it says, as it does for a person."""
    source, target = folder / "opened.xlsx", folder / "saved.xlsx"
    source.write_bytes(content)
    target.unlink(missing_ok=True)
    module = folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.exists():
        # At its first start it makes its own library, empty, whatever stood there before.
        run_macro(soffice, folder)
    edits = "\n  ".join(edit(place, value) for place, value in cells.items())
    module.write_text(_MODULE.format(source=source.as_uri(), target=target.as_uri(), edits=edits), "utf-8")
    run_macro(soffice, folder)
    return target.read_bytes()


def edit(place: CellName, value: str | float) -> str:
    """A statement of LibreOffice's Basic that types a value into a cell."""
    sheet, cell = place
    found = f'book.Sheets.getByName("{sheet}").getCellRangeByName("{cell}")'
    if isinstance(value, str):
        said = '" & Chr(10) & "'.join(value.replace("&", "&amp;").replace('"', '""').split("\n"))
        return f'{found}.String = "{said}"'.replace(" & ", " &amp; ")
    return f"{found}.Value = {value}"


def run_macro(soffice: str, folder: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "macro:///Standard.Module1.Main"]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603 (our own macro)
