"""The functions of the exchange."""

from kit.platform.garbage_collection import collect_rarely

collect_rarely()

from contracts.routes import EXCHANGE
from exchange.bootstrap import Exchange
from kit.core.model import JsonDict
from kit.deployment import Deployment
from kit.http.chalice_adapter import mount
from kit.http.chalice_app import service_app

service = Exchange(Deployment())
app = service_app(EXCHANGE)
mount(app, service.router, service.document)
service.prepare()


@app.lambda_function(name="files")
def files(event: JsonDict, context: object) -> JsonDict:
    """Redirect the National Portal to papers and results, with rights of its own."""
    response: JsonDict = app(event, context)
    return response


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: object) -> JsonDict:
    """Put the facts of a batch of messages into the lanes of their dossiers."""
    return service.consume(event, context)


@app.lambda_function(name="relay")
def relay(event: JsonDict, _: object) -> JsonDict:
    """Send new events to their subscribers."""
    return service.relay(event)


@app.lambda_function(name="sweeper")
def sweeper(_event: JsonDict, context: object) -> None:
    """Re-send events that are unsent for five minutes, and try parked messages."""
    service.sweep(context)


@app.lambda_function(name="pusher")
def pusher(_event: JsonDict, context: object) -> None:
    """Send what is due to the National Portal."""
    service.push(context)


@app.lambda_function(name="fetcher")
def fetcher(_event: JsonDict, context: object) -> None:
    """Fetch the files of dossiers that were filed at the National Portal."""
    service.fetch_papers(context)


@app.lambda_function(name="puller")
def puller(_event: JsonDict, context: object) -> None:
    """Take over what citizens filed at the National Portal."""
    service.pull_dossiers(context)


@app.lambda_function(name="mapper")
def mapper(event: JsonDict, context: object) -> None:
    """Compare what the National Portal lists with our catalogue, by night; `{"begin": true}` of an
    operator begins at once.
    """
    service.compare_lists(context, begins=event.get("begin") is True)


@app.lambda_function(name="peers")
def peers(event: JsonDict, context: object) -> JsonDict:
    """Answer calls of other organisations' systems, with the key and rights of its own."""
    response: JsonDict = app(event, context)
    return response


@app.lambda_function(name="stamper")
def stamper(_event: JsonDict, context: object) -> None:
    """Put the log of calls into batches, and have them stamped."""
    service.stamp_log(context)


@app.lambda_function(name="asker")
def asker(event: JsonDict, context: object) -> JsonDict:
    """Ask registries the inquiries of a batch."""
    return service.answer_inquiries(event, context)
