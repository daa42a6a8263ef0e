"""The menu of the page, trails of breadcrumbs, findings."""

from collections.abc import Iterable
from typing import Any

from django import template

from repaid.interfaces.backoffice.menu import ShownGroup, menu_for
from repaid.kernel.refusal import Finding

register = template.Library()


@register.simple_tag(takes_context=True)
def staff_menu(context: dict[str, Any]) -> list[ShownGroup]:
    request = context["request"]
    return menu_for(request.actor, request.path)


@register.simple_tag
def trail(*steps: object) -> list[tuple[object, object]]:
    """Pairs of text and address from a row of both; the last text, without address, is the page itself."""
    return [(steps[place], steps[place + 1] if place + 1 < len(steps) else "") for place in range(0, len(steps), 2)]


@register.filter
def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of them stands in the way."""
    return any(finding.severity == "error" for finding in findings)
