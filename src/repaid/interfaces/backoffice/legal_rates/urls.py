"""Addresses of legal rates."""

from django.urls import path

from repaid.interfaces.backoffice.legal_rates import views

urlpatterns = [
    path("", views.rate_list, name="legal_rates"),
    path("/<slug:kind>", views.rate, name="legal_rate"),
    path("/<slug:kind>/rows", views.new_row, name="legal_rate_rows"),
]
