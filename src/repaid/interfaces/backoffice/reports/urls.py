"""Addresses of reports."""

from django.urls import path

from repaid.interfaces.backoffice.reports import views

urlpatterns = [
    path("/portfolio", views.portfolio_report, name="portfolio"),
    path("/ageing", views.ageing_report, name="ageing"),
]
