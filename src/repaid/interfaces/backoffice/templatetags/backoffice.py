"""The menu of the page, trails of breadcrumbs, findings."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from repaid.interfaces.backoffice.menu import ShownGroup, menu_for
from repaid.interfaces.backoffice.subjects import address_of
from repaid.interfaces.ui import markup
from repaid.kernel.refusal import Finding

register = template.Library()


@register.simple_tag(takes_context=True)
def staff_menu(context: dict[str, Any]) -> list[ShownGroup]:
    request = context["request"]
    return menu_for(request.actor, request.path)


@register.simple_tag
def subject_link(subject: Any) -> SafeString:
    """The number of a record, linked to its page where it has one."""
    shown, address = markup.code(subject.number), address_of(subject)
    return format_html('<a href="{}">{}</a>', address, shown) if address else shown


@register.simple_tag
def trail(*steps: object) -> list[tuple[object, object]]:
    """Pairs of text and address from a row of both; the last text, without address, is the page itself."""
    return [(steps[place], steps[place + 1] if place + 1 < len(steps) else "") for place in range(0, len(steps), 2)]


@register.filter
def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether one of them stands in the way."""
    return any(finding.severity == "error" for finding in findings)
