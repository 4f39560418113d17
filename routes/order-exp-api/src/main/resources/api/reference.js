// Draws the contract that ?contract= names. Only order-exp-api, which serves this page, can be tried from it: a browser lets no
// page talk to another host or port unless that one allows it, and the other five do not.
const TRIED_HERE = 'order-exp-api';

const asked = new URLSearchParams(location.search).get('contract') ?? TRIED_HERE;
const contract = /^[a-z-]{1,40}$/.test(asked) ? asked : TRIED_HERE;
const where = document.getElementById('where');

try {
  const answer = await fetch(`/api/contracts/openapi/${contract}.json`);
  if (!answer.ok) {
    throw new Error(`There is no contract of that name (${answer.status}).`);
  }
  const spec = await answer.json();
  const itself = spec.servers?.[0]?.url ?? 'no address';
  const tried = contract === TRIED_HERE;
  if (tried) {
    spec.servers = [{ url: location.origin }];
  }
  document.title = `ROOSA: ${contract}`;
  where.textContent = tried
    ? 'Requests that you try here are sent to this application and place real orders.'
    : `To read here, to be sent from elsewhere: ${contract} is at ${itself}, which this page may not reach. See requests.http and requests.sh.`;
  SwaggerUIBundle({
    spec,
    dom_id: '#reference',
    supportedSubmitMethods: tried ? ['get', 'post', 'put', 'delete'] : [],
    validatorUrl: null,
    deepLinking: false,
    defaultModelsExpandDepth: 0,
  });
} catch (failure) {
  where.textContent = failure.message;
}
