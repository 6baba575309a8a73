"""For developers: write the next revision from what the tables have become.

`python -m migrations.new_revision 0002 "Shifts have a kind"` writes `versions/0002_….py`. Read it, mend it,
and put its number in `startup.HEAD`. A new module with tables goes into `tables.py`. The tests then compare
models, revisions and fresh databases.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command

from core.runtime import open_runtime
from migrations import upgrade


def write(number: str, message: str) -> None:
    """Compare the tables with a database that has every revision so far."""
    with TemporaryDirectory() as folder:
        runtime = open_runtime(f"sqlite:///{Path(folder).as_posix()}/empty.db")
        upgrade.run(runtime)
        with runtime.write() as session:
            config = upgrade.configuration(session.connection())
            command.revision(config, message=message, autogenerate=True, rev_id=number)
        runtime.close()


if __name__ == "__main__":
    write(*sys.argv[1:3])
