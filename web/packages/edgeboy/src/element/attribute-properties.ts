import { ATTRIBUTES, type Attribute, readSettings, type Settings } from "./settings.js";

/** The attributes as properties, as scripts and frameworks set them. */
export interface AttributeProperties {
  rom: string;
  model: string;
  palette: string;
  colors: string;
  controls: string;
  poster: string;
  label: string;
  storage: string;
  autoplay: boolean;
  muted: boolean;
  volume: number;
}

/** A class of elements that has {@link AttributeProperties}; each just reads and writes its attribute. */
export function withAttributeProperties(
  base: typeof HTMLElement,
): new () => HTMLElement & AttributeProperties {
  class Reflecting extends base {}
  for (const name of ATTRIBUTES) {
    Object.defineProperty(Reflecting.prototype, name, {
      enumerable: true,
      configurable: true,
      get(this: HTMLElement) {
        return read(this, name);
      },
      set(this: HTMLElement, value: unknown) {
        write(this, name, value);
      },
    });
  }
  return Reflecting as unknown as new () => HTMLElement & AttributeProperties;
}

/** Properties that were set before the element's class was known hide those of the class. */
export function adoptEarlyProperties(element: HTMLElement & AttributeProperties): void {
  for (const name of ATTRIBUTES) {
    if (Object.hasOwn(element, name)) {
      const value: unknown = element[name];
      delete (element as Partial<AttributeProperties>)[name];
      Object.assign(element, { [name]: value });
    }
  }
}

function read(element: HTMLElement, name: Attribute): Settings[keyof Settings] {
  if (name === "autoplay" || name === "muted" || name === "volume" || name === "controls") {
    return readSettings(element)[name];
  }
  return element.getAttribute(name) ?? "";
}

function write(element: HTMLElement, name: Attribute, value: unknown): void {
  if (name === "autoplay" || name === "muted") {
    element.toggleAttribute(name, Boolean(value));
  } else if (value === null || value === undefined) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, String(value));
  }
}
