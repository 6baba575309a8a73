"""What Typer says when a command is not understood, in the person's language."""

import re
from typing import Any

from core.language import N_, _

# Typer's sentences are English only; each pattern gives ours. A test provokes every one of them.
SENTENCES: tuple[tuple[str, str], ...] = (
    (r"No such option: (?P<name>\S+) \(Possible options: (?P<near>.+)\)",
     N_("There is no option {name}. Did you mean {near}?")),
    (r"No such option: (?P<name>\S+)", N_("There is no option {name}.")),
    (r"No such command '(?P<name>.+?)'\. Did you mean (?P<near>.+)\?",
     N_("There is no command “{name}”. Did you mean {near}?")),
    (r"No such command '(?P<name>.+)'\.", N_("There is no command “{name}”.")),
    (r"Missing command\.", N_("A command is missing.")),
    (r"Missing argument '(?P<name>.+?)'\..*", N_("{name} is missing.")),
    (r"Missing option '(?P<name>.+?)'\..*", N_("The option {name} is missing.")),
    (r"Got unexpected extra argument\(s\) \((?P<name>.+)\)", N_("“{name}” is too much.")),
    (r"Option '(?P<name>.+?)' requires an argument\.", N_("The option {name} needs a value.")),
    (r"Option '(?P<name>.+?)' does not take a value\.", N_("The option {name} takes no value.")),
    (r"Invalid value for '(?P<name>.+?)': '(?P<value>.+)' is not one of (?P<near>.+)\.",
     N_("{name}: “{value}” is not one of {near}.")),
    (r"Invalid value for '(?P<name>.+?)': (?:File|Path) '(?P<value>.+)' does not exist\.",
     N_("{name}: there is no file “{value}”. Check its name.")),
    (r"Invalid value for '(?P<name>.+?)': (?:File|Path) '(?P<value>.+)' is a directory\.",
     N_("{name}: “{value}” is a folder; name a file.")),
    (r"Invalid value for '(?P<name>.+?)': (?:Value )?'(?P<value>.+)' is not a valid (?P<kind>.+)\.",
     N_("{name}: “{value}” is not understood.")),
    (r"Invalid value for '(?P<name>.+?)': .*?(?P<value>-?\d+) is not in the range (?P<near>.+)\.",
     N_("{name}: {value} is out of bounds ({near}).")),
    (r"Invalid value for '(?P<name>.+?)': (?P<reason>.+)", N_("{name}: {reason}")),
)  # fmt: skip


def sentence(error: Any) -> str:
    """The error as a sentence, then how to get help."""
    said = _translated(error.format_message())
    if (context := getattr(error, "ctx", None)) is None:
        return said
    usage = context.command.get_usage(context)
    hint = _("“{command} --help” says more.").format(command=context.command_path)
    return "\n".join((said, usage, hint))


def _translated(message: str) -> str:
    for pattern, ours in SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            values = found.groupdict()
            if "name" in values:
                values["name"] = _(values["name"])  # a metavar, or an option's own name
            return _(ours).format(**values)
    return message
