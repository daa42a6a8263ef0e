"""Every component renders, in every language and direction, without inline style or script."""

import re

import pytest
from django.test import Client

from repaid.interfaces.ui.testing import page_text

INLINE = re.compile(r"""<style|<script(?![^>]*\bsrc=)(?![^>]*type="application/json)|\sstyle=|\son[a-z]+=""")


@pytest.mark.parametrize("language", ["en", "pl", "nl", "fa"])
def test_the_page_of_all_parts_is_whole(client: Client, language: str) -> None:
    client.cookies["language"] = language
    answer = client.get("/start")
    source = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "fa" else "ltr"}"' in source
    assert not INLINE.findall(source)
    assert "<c-" not in source and "{{" not in source and "{%" not in source
    assert page_text(answer)
