// Builds elements without any HTML parsing: the shop runs under a strict content policy with Trusted Types.

/** An element with properties, and children that are elements or texts. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes('-') || key === 'role') made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

/** `£2.55` */
export const pounds = (amount) => `£${amount.toFixed(2)}`;

/** A product's picture. */
export const picture = (src, size) => element('img', { src, width: size, height: size, alt: '', decoding: 'async' });
