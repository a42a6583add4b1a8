"""Typer's own words in Swedish: the headings of the help, and what is wrong with a command line."""

import re
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

_HELP = {
    "Usage: ": "Så här: ",
    "[OPTIONS]": "[FLAGGOR]",
    "COMMAND [ARGS]...": "KOMMANDO …",
    "Arguments:": "Argument:",
    "Options:": "Flaggor:",
    "Commands:": "Kommandon:",
    "Show this message and exit.": "Visa den här texten.",
    "[default:": "[annars:",
    "[required]": "[måste anges]",
}
_QUOTED = re.compile(r"'([^']*)'")  # 'week' is not one of 'unit', 'area'


class Command(TyperCommand):
    """A command whose help is in Swedish."""

    def get_help(self, ctx: Any) -> str:
        return _in_swedish(super().get_help(ctx))


class Group(TyperGroup):
    """The program itself, its help in Swedish."""

    def get_help(self, ctx: Any) -> str:
        return _in_swedish(super().get_help(ctx))


def usage_sentence(error: typer.TyperException) -> str:
    """What is wrong with a command line, and where to read more.

    Typer keeps the classes of these errors to itself, so they are told apart by what they
    carry: the name of a flag, or the parameter that was given (or not).
    """
    context = getattr(error, "ctx", None)
    where = context.command_path if context else "kpi"
    if flag := getattr(error, "option_name", ""):
        what = _flag(error, flag)
    elif isinstance(error, typer.BadParameter) and error.param is not None:
        what = _parameter(error.message, error.param)
    else:
        what = "Det står något för mycket eller för lite på raden."
    return f"{what} Läs mer med {where} --help."


def _flag(error: typer.TyperException, flag: str) -> str:
    if hasattr(error, "possibilities"):
        near = " eller ".join(error.possibilities or ())
        return f"Flaggan {flag} finns inte." + (f" Menas {near}?" if near else "")
    needs = "behöver ett värde efter sig" if "requires" in error.message else "har inget värde"
    return f"Flaggan {flag} {needs}."


def _parameter(message: str, parameter: Any) -> str:
    """A parameter that is missing has no message; one that cannot be read has."""
    name = next((flag for flag in parameter.opts if flag.startswith("--")), parameter.metavar)
    if not message:
        return f"{name} saknas."
    _given, *choices = _QUOTED.findall(message) or [""]
    listed = f" Välj bland {', '.join(choices)}." if choices else ""
    return f"{name} kan inte ha det värdet.{listed}"


def _in_swedish(text: str) -> str:
    for english, swedish in _HELP.items():
        text = text.replace(english, swedish)
    return text
