"""Passwords that the portal makes up for a new person, to be used once."""

import secrets

# Without signs that look alike on paper.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
PARTS, PART_LENGTH = 4, 4


def temporary_password() -> str:
    """Four groups of four signs: 79 bits, to be read out over the telephone."""
    return "-".join("".join(secrets.choice(SIGNS) for _sign in range(PART_LENGTH)) for _part in range(PARTS))
