"""Why an endpoint did not answer, in one line with the next step."""

from openai import APIConnectionError, APIStatusError, APITimeoutError, OpenAIError

from claims.errors import shown
from ingest.extractors.llm.endpoint import KEY, MODEL, TIMEOUT, URL, Endpoint

_STEPS = {
    400: "look whether the model can do what is asked of it",
    401: f"set {KEY} to a key it takes, or keep one in the keyring",
    403: f"set {KEY} to a key that may use this model, or name another with {MODEL}",
    404: f"look at {URL} (it often ends in /v1) and at {MODEL}",
    413: "the text is too long for it; name another model",
    429: "it is asked too much: wait and run the command again, what was answered is kept",
}


def explained(error: OpenAIError, endpoint: Endpoint) -> str:
    """Return one line that says what failed, where, and what to do."""
    where = f"{endpoint.model} at {endpoint.url}"
    if isinstance(error, APITimeoutError):
        return f"{where} did not answer within {endpoint.timeout:g} s: give it longer with {TIMEOUT}, or ask another"
    if isinstance(error, APIConnectionError):
        return f"{where} cannot be reached ({_cause(error)}): is it running, and is {URL} right?"
    if isinstance(error, APIStatusError):
        step = _STEPS.get(error.status_code, "it is in trouble: run the command again later, what was answered is kept")
        return f"{where} refused with {error.status_code} {_said(error)}: {step}"
    return no_answer(endpoint, str(error))


def no_answer(endpoint: Endpoint, said: str) -> str:
    """Return the line for an endpoint that speaks another language."""
    where = f"{endpoint.model} at {endpoint.url}"
    return f"{where} answered with something that is no answer ({shown(said)}): is {URL} the right address?"


def _cause(error: BaseException) -> str:
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error)[:120] or type(error).__name__


def _said(error: APIStatusError) -> str:
    body = error.body
    told = body.get("message") if isinstance(body, dict) else None
    return shown(str(told)) if told else ""
