"""How numbers are shown in cells."""


def number_format(decimals: int) -> str:
    """With thousands separators and so many decimals."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")
