"""Addresses of legal rates."""

from django.urls import path

from repaid.interfaces.backoffice.legal_rates import bringing, views

urlpatterns = [
    path("", views.rate_list, name="legal_rates"),
    path("/file", bringing.sample, name="legal_file"),
    path("/bring", bringing.bring, name="legal_bring"),
    path("/<slug:kind>", views.rate, name="legal_rate"),
    path("/<slug:kind>/rows", views.new_row, name="legal_rate_rows"),
]
