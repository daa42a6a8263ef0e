"""Addresses of provinces."""

from django.urls import path

from repaid.interfaces.backoffice.branches import provinces

urlpatterns = [
    path("", provinces.province_list, name="provinces"),
    path("/new", provinces.new_province, name="province_new"),
    path("/removal", provinces.removal, name="province_removal"),
    path("/<int:province>", provinces.province, name="province"),
    path("/<int:province>/archive", provinces.archive, name="province_archive"),
]
