"""The same components from the user-tested macros of the NHS and GOV.UK design systems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import BaseLoader


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool
    or_before: bool = False


@dataclass(frozen=True)
class Box:
    """A text field; a textarea if `rows` is set."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    rows: int = 0


@dataclass(frozen=True)
class Group:
    """A fieldset of options or of text fields."""

    name: str
    legend: str
    hint: str = ""
    options: list[Option] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    many: bool = False


class Design:
    """Renders components with the macros of a design system."""

    def __init__(self, name: str, loader: BaseLoader, file: str, macro: Callable[[str], str]) -> None:
        self.name, self.file, self.macro = name, file, macro
        self.jinja = Environment(loader=loader, undefined=ChainableUndefined, autoescape=True)

    def draw(self, component: str, **parameters: Any) -> str:
        macro = self.macro(component)
        source = self.file.format(component)
        template = f'{{% from "{source}" import {macro} %}}{{{{ {macro}(parameters) }}}}'
        return self.jinja.from_string(template).render(parameters=parameters)

    def options(self, group: Group, error: str = "") -> str:
        """Render radio buttons or checkboxes."""
        items: list[dict[str, Any]] = []
        for option in group.options:
            if option.or_before:
                items.append({"divider": "or"})
            items.append({"value": option.value, "text": option.label, "checked": option.chosen})
        return self.draw(
            "checkboxes" if group.many else "radios",
            name=group.name,
            idPrefix=group.name,
            items=items,
            fieldset={"legend": {"text": group.legend}},
            **_hint_and_error(group.hint, error),
        )

    def date(self, group: Group, error: str = "") -> str:
        items = [{"name": box.name, "label": box.label, "value": box.value} for box in group.boxes]
        legend = {"legend": {"text": group.legend}}
        return self.draw(
            "date-input", id=group.name, items=items, fieldset=legend, **_hint_and_error(group.hint, error)
        )

    def boxes(self, group: Group, errors: dict[str, str]) -> str:
        """Render text fields in a fieldset, as the date macro does."""
        hint = self.draw("hint", id=f"{group.name}-hint", text=group.hint)
        return self.draw(
            "fieldset",
            legend={"text": group.legend},
            describedBy=f"{group.name}-hint",
            role="group",
            html=hint + "".join(self.box(box, errors.get(box.name, "")) for box in group.boxes),
        )

    def box(self, box: Box, error: str = "") -> str:
        """Render one text field."""
        return self.draw(
            "textarea" if box.rows else "input",
            id=box.name,
            name=box.name,
            label={"text": box.label},
            value=box.value,
            **_hint_and_error(box.hint, error),
        )

    def error_summary(self, title: str, errors: dict[str, str]) -> str:
        """Render the error summary; `errors` maps ids of fields to messages.

        The scripts of the design systems set tabindex and focus on load; here two attributes do.
        """
        found = [{"href": f"#{target}", "text": message} for target, message in errors.items()]
        focus = {"tabindex": "-1", "autofocus": "autofocus"}
        return self.draw("error-summary", titleText=title, errorList=found, attributes=focus)


def _hint_and_error(hint: str, error: str) -> dict[str, dict[str, str]]:
    texts = {"hint": hint, "errorMessage": error}
    return {name: {"text": text} for name, text in texts.items() if text}


def _nhs(component: str) -> str:
    first, *others = component.split("-")
    return first + "".join(word.title() for word in others)


def _govuk(component: str) -> str:
    return "govuk" + "".join(word.title() for word in component.split("-"))


DESIGNS = [
    Design("nhsuk", PackageLoader("nhsuk_frontend_jinja"), "nhsuk/components/{}/macro.jinja", _nhs),
    Design(
        "govuk",
        PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        "govuk_frontend_jinja/components/{}/macro.html",
        _govuk,
    ),
]
