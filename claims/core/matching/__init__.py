"""How two claims stand to each other: the same, nearly, another number, the opposite. Pure."""
