"""Prints, as a JSON list, what the Serverless transform makes of each template of a JSON list: python transform-template.py templates.json

An entry is {"template": …}, or {"error": …} for a template that the transform refuses. Runs in the Python of the SAM CLI,
which brings the translator.
"""
import json
import sys

from samtranslator.translator.transform import transform


class NoManagedPolicies:
    """The functions have roles of their own, so no managed policy need be looked up in an account."""

    def load(self):
        return {}


def transformed(template):
    for resource in template["Resources"].values():
        # `sam deploy` writes the place of the uploaded bundle here.
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = "s3://bucket/bundle"
    try:
        return {"template": transform(template, {}, NoManagedPolicies())}
    except Exception as error:
        return {"error": str(error)}


with open(sys.argv[1], encoding="utf-8") as file:
    print(json.dumps([transformed(template) for template in json.load(file)]))
