"""Addresses of take-overs."""

from django.urls import path

from repaid.interfaces.backoffice.takeover import bringing, choosing, deciding, views

urlpatterns = [
    path("", views.history, name="take_overs"),
    path("/new", bringing.bring, name="take_over_bring"),
    path("/template", bringing.template, name="take_over_template"),
    path("/<int:key>", views.take_over, name="take_over"),
    path("/<int:key>/work", views.work, name="take_over_work"),
    path("/<int:key>/columns", choosing.columns, name="take_over_columns"),
    path("/<int:key>/control", deciding.control, name="take_over_control"),
    path("/<int:key>/discard", deciding.discard, name="take_over_discard"),
    path("/<int:key>/contracts", deciding.contracts, name="take_over_contracts"),
]
