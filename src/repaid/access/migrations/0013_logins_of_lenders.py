"""A customer's login is one account's alone in each organisation, no longer in the whole installation."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("access", "0012_text_grams_faster")]
    operations = [
        migrations.RemoveConstraint(model_name="user", name="login_once"),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                fields=("login_digest", "audience", "organisation"), name="login_once_a_lender"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                condition=models.Q(("audience", "staff")), fields=("login_digest",), name="login_of_staff_once"
            ),
        ),
    ]
