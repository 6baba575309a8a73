"""Where the data of this person is; light, since everything starts with it."""

import os
from pathlib import Path


def home() -> Path:
    """MAILLAGE_HOME, or the folder where the platform keeps a person's data. It may not exist yet."""
    if chosen := os.environ.get("MAILLAGE_HOME"):
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path("maillage", appauthor=False)
