// Numbers, plurals and lists by the browser's Intl. js-sys has neither Intl.ListFormat nor the options of Intl.NumberFormat.
let number;
let tenths;
let plural;
let list;

/** Sets the locale of the formatters. Creating a formatter is far slower than using it. */
export function setLocale(locale) {
  number = new Intl.NumberFormat(locale);
  tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  plural = new Intl.PluralRules(locale);
  list = new Intl.ListFormat(locale);
}

export const formatNumber = (value) => number.format(value);

export const formatTenths = (value) => tenths.format(value / 10);

/** The plural category as CLDR names it. */
export const pluralCategory = (value) => plural.select(value);

export const formatList = (items) => list.format(items);
