"""The bar of statuses and the tile map."""

from xml.etree import ElementTree as ET

from reports.charts.status_bar import Part, status_bar
from reports.charts.tile_map import BENEATH, OUTSIDE, PLACES, Tile, tile_map


def parsed(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)  # noqa: S314 (our own drawing)


def test_every_province_has_a_square_of_its_own() -> None:
    assert len(PLACES) == 31
    squares = [*PLACES.values(), *OUTSIDE.values()]
    assert len(set(squares)) == len(squares) == 34
    assert all(0 <= row < 8 and 0 <= column < 8 for row, column in squares)


def tiles(*codes: str) -> dict[str, Tile]:
    return {
        code: Tile(f"省{code}", "<已报>", "mark--approved", "#17633a", href=f"/d/{code}/") for code in codes
    }


def test_map_draws_tiles_as_links_and_those_outside_dashed() -> None:
    root = parsed(
        tile_map(
            tiles(*PLACES, *BENEATH),
            {"71": "台湾", "81": "香港", "82": "澳门"},
            title="t",
            description="d",
        )
    )
    assert sum(node.tag.endswith("}a") for node in root.iter()) == 34
    assert sum(node.get("class") == "tile--outside" for node in root.iter()) == 3
    assert "省11 <已报>" in {node.get("aria-label") for node in root.iter()}


def test_map_breaks_names_that_do_not_fit_into_lines() -> None:
    tile = Tile("Inner Mongolia", "Filed", "mark--approved", "#17633a")
    drawing = tile_map({"15": tile}, {"71": "Taiwan"}, title="t", description="d")
    assert all(f">{line}<" in drawing for line in ("Inner", "Mongolia", "Taiwan"))
    assert "Inner Mongolia Filed" in drawing


def test_units_beneath_have_names_that_fit_in_english() -> None:
    tile = Tile("Xinjiang Production and Construction Corps", "Filed", "mark--approved", "#17633a")
    drawing = tile_map({"66": tile}, {}, title="t", description="d")
    assert ">XPCC<" in drawing
    assert "XPCC Filed · Xinjiang Production and Construction Corps" in drawing


def test_bar_is_in_proportion_and_leaves_empty_parts_out() -> None:
    root = parsed(
        status_bar(
            [
                Part("approved", "Approved", 3, "/a"),
                Part("submitted", "Submitted", 0),
                Part("draft", "Draft", 1),
            ],
            title="t",
            description="d",
        )
    )
    widths = [float(node.get("width", "0")) for node in root.iter() if node.tag.endswith("rect")]
    assert widths == [478, 158]
    assert status_bar([Part("draft", "Draft", 0)], title="t", description="d") == ""
