"""Addresses of the client zone, below /clientzone/."""

from django.urls import include, path

from repaid.interfaces.portal import home, look
from repaid.interfaces.shared import doors, sign_in

app_name = "portal"
urlpatterns = [
    path("", doors.public_page(sign_in.sign_in), name="sign_in"),
    path("sign-out", doors.public_page(sign_in.sign_out), name="sign_out"),
    path("start", home.start, name="start"),
    path("", include("repaid.interfaces.portal.loans.urls")),
    path("", include("repaid.interfaces.portal.messages.urls")),
    path("", include("repaid.interfaces.ui.urls")),
    path("look/<slug:place>/<slug:stamp>.css", look.styles, name="look"),
    path("look/<slug:place>/<slug:stamp>.png", look.logo, name="logo"),
    path("<slug:place>/", look.door, name="door"),
]
