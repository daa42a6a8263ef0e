"""Addresses of the client zone, below /clientzone/."""

from django.urls import include, path

from repaid.interfaces.portal import home, look, own, viewing
from repaid.interfaces.shared import activation, doors, second_step, sign_in
from repaid.interfaces.shared.account.addresses import account_addresses

app_name = "portal"
urlpatterns = [
    path("", doors.public_page(sign_in.sign_in_customer), name="sign_in"),
    path("lender", doors.public_page(sign_in.choose_lender), name="lender"),
    path("sign-out", doors.public_page(sign_in.sign_out), name="sign_out"),
    path("second-step", doors.public_page(second_step.second_step), name="second_step"),
    path("second-step/passkey/question", doors.public_page(second_step.passkey_question), name="passkey_question"),
    path("second-step/passkey/answer", doors.public_page(second_step.passkey_answer), name="passkey_answer"),
    path("activate/<str:token>", doors.public_page(activation.activate), name="activate"),
    path("forgotten", doors.public_page(activation.forgotten), name="forgotten"),
    path("view-as/<str:token>", doors.public_page(viewing.begin), name="viewing_begin"),
    path("view-as-end", doors.customer_page(viewing.end), name="viewing_end"),
    *account_addresses(doors.customer_page),
    path("account/contact", own.contact, name="own_contact"),
    path("account/offers", own.offers, name="own_offers"),
    path("start", home.start, name="start"),
    path("", include("repaid.interfaces.portal.loans.urls")),
    path("", include("repaid.interfaces.portal.applications.urls")),
    path("", include("repaid.interfaces.portal.messages.urls")),
    path("", include("repaid.interfaces.portal.payments.urls")),
    path("", include("repaid.interfaces.portal.documents.urls")),
    path("", include("repaid.interfaces.ui.urls")),
    path("look/<slug:place>/<slug:stamp>.css", look.styles, name="look"),
    path("look/<slug:place>/<slug:stamp>.png", look.logo, name="logo"),
    path("<slug:place>/", look.door, name="door"),
    path("<slug:place>/forgotten/", look.forgotten_at, name="forgotten_at"),
]
