"""The look of an organisation: colours people can read, an address of its own, a logo without surprises."""

import io
from pathlib import Path

import pytest
from PIL import Image

from repaid.access.actors import Actor
from repaid.access.models import AuditRecord
from repaid.access.tests.people import krakowska, member
from repaid.branding import colours
from repaid.branding.commands.look import (
    LOGO_BYTES_MAX,
    Choice,
    choose_look,
    put_logo,
    remove_logo,
    welcome_customers,
)
from repaid.branding.queries import logo_of, look_at, look_of, only_look
from repaid.branding.rules import colour_findings
from repaid.interfaces import ui
from repaid.kernel.refusal import Forbidden, MissingRight, WrongInput

TOKENS = (Path(ui.__file__).parent / "static" / "ui" / "tokens.css").read_text()
HOSTILE = Path(__file__).parents[4].parent / "shared" / "data" / "hostile"


@pytest.fixture
def by(db: None) -> Actor:
    return krakowska()


def picture(form: str, size: tuple[int, int] = (800, 200)) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "#7a1f3d").save(drawn, form)
    return drawn.getvalue()


class TestColours:
    def test_contrast_as_wcag_computes_it(self) -> None:
        """Figures of the WCAG 2.2 examples: #767676 is the lightest grey that reaches 4.5:1 on white."""
        assert round(colours.contrast("#767676", "#ffffff"), 2) == 4.54
        assert round(colours.contrast("#0000ff", "#ffffff"), 2) == 8.59
        assert colours.contrast("#123456", "#123456") == 1

    def test_the_grounds_are_those_of_the_look(self) -> None:
        light, dark = TOKENS.split('[data-bs-theme="dark"] {')[:2]
        assert f"--rp-sunken: {colours.LIGHT_GROUND};" in light
        assert f"--rp-hover: {colours.DARK_GROUND};" in dark

    @pytest.mark.parametrize("accent", ["#0b5d6e", "#7a1f3d", "#5a3e00", "#000000", "#1d4ed8", "#6b21a8"])
    def test_every_shade_is_readable(self, accent: str) -> None:
        for shades in (colours.light_shades(accent), colours.dark_shades(colours.dark_accent(accent))):
            assert colours.contrast(shades.on_brand, shades.brand) >= colours.READABLE
            assert colours.contrast(shades.on_soft, shades.soft) >= colours.READABLE
        assert colours.contrast(colours.dark_accent(accent), colours.DARK_GROUND) >= colours.READABLE

    def test_mp_01_too_little_contrast_is_refused_with_the_nearest_colour(self) -> None:
        """MP-01: colours with too little contrast are warned about; #ffcc00 on white has 1.5:1."""
        (found,) = colour_findings(accent="#ffcc00", accent_dark="", header="#ffcc00")
        better = str(found.facts["colour"])
        assert (found.facts["field"], str(found)) == (
            "accent", f"This colour has too little contrast. Try {better}."
        )  # fmt: skip
        assert 4.5 <= colours.contrast(better, colours.LIGHT_GROUND) < 4.7
        assert colour_findings(accent=better, accent_dark="", header="") == []

    def test_what_is_no_colour(self) -> None:
        found = colour_findings(accent="red", accent_dark="#12345", header="#0b5d6e;}")
        assert [(each.code, each.facts["field"]) for each in found] == [
            ("no_colour", "accent"), ("no_colour", "accent_dark"), ("no_colour", "header")
        ]  # fmt: skip
        (dark,) = colour_findings(accent="", accent_dark="#0b2027", header="")
        assert dark.facts["field"] == "accent_dark"


class TestLook:
    def test_before_anything_is_chosen(self, by: Actor) -> None:
        look = look_of(by.organisation_id)
        assert (look.path, look.title, look.accent, look.stamp) == ("krakowska", "Krakowska Pożyczka", "", "")
        assert look_at("krakowska") == only_look() == look
        assert look_at("nowhere") is None

    def test_it_works(self, by: Actor) -> None:
        choose_look(by=by, choice=Choice(path="kp", title="Kasa na Rynku", accent="#7A1F3D", header="#3d0f1e"))
        look = look_at("kp")
        assert look is not None and look_at("krakowska") is None
        assert (look.title, look.accent, look.header, len(look.stamp)) == ("Kasa na Rynku", "#7a1f3d", "#3d0f1e", 16)
        choose_look(by=by, choice=Choice(path="kp", title="Kasa na Rynku", accent="#1d4ed8", header="#3d0f1e"))
        assert look_of(by.organisation_id).stamp != look.stamp
        told = AuditRecord.objects.filter(command="branding.choose_look").latest("id").outcome
        assert (told["before"], told["after"]) == ({"accent": "#7a1f3d"}, {"accent": "#1d4ed8"})

    def test_the_welcome_in_the_languages_it_was_written_in(self, by: Actor) -> None:
        welcome_customers(by=by, welcomes={"pl": "Dzień dobry!", "en": "Welcome!", "nl": "  "})
        look = look_of(by.organisation_id)
        assert (look.welcome("pl"), look.welcome("fa"), dict(look.welcomes).get("nl")) == (
            "Dzień dobry!",
            "Welcome!",
            None,
        )
        with pytest.raises(WrongInput, match="too long"):
            welcome_customers(by=by, welcomes={"pl": "a" * 601})
        with pytest.raises(WrongInput):
            welcome_customers(by=by, welcomes={"de": "Guten Tag"})

    def test_an_address_is_one_organisations(self, by: Actor) -> None:
        other = krakowska("druga")
        choose_look(by=other, choice=Choice(path="kp"))
        with pytest.raises(Forbidden) as refused:
            choose_look(by=by, choice=Choice(path="kp"))
        assert refused.value.field == "path"
        with pytest.raises(Forbidden, match="Another organisation has this address"):
            choose_look(by=other, choice=Choice(path="krakowska"))
        assert only_look() is None

    def test_without_the_right(self, by: Actor) -> None:
        with pytest.raises(MissingRight):
            choose_look(by=member(by, "Jan Nowy", ()), choice=Choice(path="kp"))


class TestLogo:
    @pytest.mark.parametrize("form", ["PNG", "JPEG"])
    def test_it_is_drawn_anew(self, by: Actor, form: str) -> None:
        put_logo(by=by, content=picture(form) + b"<script>alert(1)</script>")
        kept = logo_of(by.organisation_id)
        assert kept is not None and b"script" not in kept
        drawn = Image.open(io.BytesIO(kept))
        assert (drawn.format, drawn.size) == ("PNG", (640, 160))
        look = look_of(by.organisation_id)
        assert look.has_logo
        remove_logo(by=by)
        assert (logo_of(by.organisation_id), look_of(by.organisation_id).has_logo) == (None, False)
        assert AuditRecord.objects.filter(command="branding.put_logo").latest("id").arguments["content"] == "•"

    def test_what_is_no_picture(self, by: Actor) -> None:
        refused = {
            b'<?xml version="1.0"?><svg onload="alert(1)"/>': "SVG files can hold programs",
            b"<html></html>": "no picture that can be read",
            picture("PNG")[:60]: "no picture that can be read",
            picture("GIF"): "no picture that can be read",
            b"\x89PNG" + b"0" * LOGO_BYTES_MAX: "at most 512 kB",
        }
        for content, sentence in refused.items():
            with pytest.raises(WrongInput, match=f"(?i){sentence}") as said:
                put_logo(by=by, content=content)
            assert said.value.field == "logo"

    @pytest.mark.skipif(not HOSTILE.exists(), reason="the collection of hostile files is not here")
    @pytest.mark.parametrize("name", ["svg_script.svg", "html_as_jpg.jpg", "png_50000x50000.png"])
    def test_hostile_pictures(self, by: Actor, name: str) -> None:
        with pytest.raises(WrongInput):
            put_logo(by=by, content=(HOSTILE / name).read_bytes())
        assert logo_of(by.organisation_id) is None
