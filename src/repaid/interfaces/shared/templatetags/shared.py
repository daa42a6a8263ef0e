"""`in_language`: the reader's name of a product, account or group."""

from collections.abc import Mapping

from django import template

from repaid.kernel import names

register = template.Library()


@register.filter
def in_language(value: Mapping[str, str]) -> str:
    """{{ product.names|in_language }}"""
    return names.in_language(value)
