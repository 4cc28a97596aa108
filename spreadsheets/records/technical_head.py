"""The names by which a workbook of records is known again, written where nobody sees them."""

KEY_HEAD = "_key:"  # followed by the kind of records
MARKS_HEAD = "_was:"  # followed by the names of columns that the marks are of
READ_HEAD = "_head"  # in the column of keys: the row of titles
