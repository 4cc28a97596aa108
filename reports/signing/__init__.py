"""Signatures that stand beside what they sign: Ed25519, or SM2 with SM3 (GB/T 32918, GB/T 32905)."""
