"""Rights on documents."""

from django.utils.translation import gettext_lazy as _

from repaid.access.rights import declare

VIEW_DOCUMENTS = declare("documents.view", _("See documents"))
ADD_DOCUMENTS = declare("documents.add", _("Add and change documents"))
SHARE_DOCUMENTS = declare("documents.share", _("Show documents to customers"))
ARCHIVE_DOCUMENTS = declare("documents.archive", _("Archive documents"))
DEFINE_DOCUMENTS = declare("documents.define", _("Set categories and access levels of documents"))
