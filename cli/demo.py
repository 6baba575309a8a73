"""x"""

HELP = "x"


def demo() -> None:
    "x"
