"""The importers' rows of the permission table."""

from accounts.permissions import Action
from importers import demonstration, run
from tests.permissions import Asks, Row

ROWS: dict[str, Row] = {
    "importers.run.run": Asks(
        Action.IMPORT,
        lambda stage, actor: run.run(stage.runtime, actor, "rpps", [stage.folder / "nothing.txt"]),
        edge=True,
    ),
    "importers.demonstration.load": Asks(
        Action.IMPORT, lambda stage, actor: demonstration.load(stage.runtime, actor), edge=True
    ),
}
