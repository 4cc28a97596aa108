"""What a spreadsheet may call a city."""

from organizations.models import Organization

# What stands behind the name of an office: without it, it is the name of the city.
ENDINGS = ("知识产权局", "市场监督管理局", "市场监管局")


def names_of(organization: Organization) -> tuple[str, ...]:
    """The names and the code of a city, with and without 市 and the word for its office."""
    names = [organization.code, *organization.all_names]
    for name in list(names):
        stem = next((name.removesuffix(end) for end in ENDINGS if name.endswith(end)), name)
        stem = stem.strip("（）() ")
        names += [stem, stem.removesuffix("市"), f"{stem.removesuffix('市')}市"]
    return tuple(dict.fromkeys(name for name in names if len(name) > 1))
