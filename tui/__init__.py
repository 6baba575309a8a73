"""The terminal screens: Textual, thin, without SQL and without heavy imports before the first paint."""

import os

# Textual reads it when it is first imported. An echo and then an answer are two paints: at its 60 a second
# the second one waits up to 16 ms (measured from key to last byte: 38 ms at 60, 22 ms at 120).
os.environ.setdefault("TEXTUAL_FPS", "120")
