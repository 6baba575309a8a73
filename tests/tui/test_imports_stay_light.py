"""What may be loaded before the first paint."""

import subprocess
import sys

LIBRARIES = {"sqlalchemy", "sqlmodel", "pydantic", "tantivy", "whoosh", "alembic", "typer", "ijson"}
OURS = {"directory", "search", "importers", "accounts"}


def test_the_app_loads_nothing_heavy() -> None:
    code = "import sys, tui.app; print(*{name.partition('.')[0] for name in sys.modules})"

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not (LIBRARIES | OURS) & set(result.stdout.split())
