"""The choices that parties are made of."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartyKind(models.TextChoices):
    PERSON = "person", pgettext_lazy("kind of party", "person")
    COMPANY = "company", pgettext_lazy("kind of party", "company")


class Gender(models.TextChoices):
    """How letters address a person; unknown is empty."""

    FEMALE = "female", pgettext_lazy("person", "woman")
    MALE = "male", pgettext_lazy("person", "man")


class RoleKind(models.TextChoices):
    """What a party is to the organisation; it may be several things."""

    BORROWER = "borrower", _("borrower")
    CO_BORROWER = "co_borrower", _("co-borrower")
    GUARANTOR = "guarantor", _("guarantor")
    SELLER = "seller", _("seller")
    PRINCIPAL = "principal", pgettext_lazy("party", "principal")
    EMPLOYER = "employer", _("employer")
    DEALER = "dealer", _("dealer")
    SUPPLIER = "supplier", _("supplier")


class ContactKind(models.TextChoices):
    MOBILE = "mobile", _("mobile phone")
    PHONE = "phone", _("phone")
    EMAIL = "email", _("e-mail")
    ADDRESS = "address", _("address")
    POSTAL_ADDRESS = "postal_address", _("postal address")


class IdentifierKind(models.TextChoices):
    """Numbers that states give. The labels are names in the language of their country."""

    PESEL = "pesel", "PESEL"
    NIP = "nip", "NIP"
    REGON = "regon", "REGON"
    KRS = "krs", "KRS"
    BSN = "bsn", "BSN"
    KVK = "kvk", "KvK"
    IR_NATIONAL_ID = "ir_national_id", "کد ملی"
    IR_COMPANY_ID = "ir_company_id", "شناسه ملی"
    PASSPORT = "passport", _("passport")
    OTHER = "other", _("other number")
