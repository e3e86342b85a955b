/** Registrations with services of a library: the class that adds something takes it out again. */
import { ts } from "../../support/rule-tester.ts";
import type { Case } from "../judge.ts";

const angular = ts`
  declare module "@angular/core" {
    export function Component(meta: object): (...made: unknown[]) => void;
    export function Injectable(): (...made: unknown[]) => void;
    export class ElementRef { nativeElement: object; }
  }
  declare module "@angular/cdk/a11y" {
    export class FocusMonitor {
      monitor(element: object, checkChildren?: boolean): { subscribe(seen: () => void): void };
      stopMonitoring(element: object): void;
    }
  }`;

export const registrations: readonly Case[] = [
  {
    name: "a component has no method that ends its monitoring",
    beside: { "angular.d.ts": angular },
    code: ts`
      import { FocusMonitor } from "@angular/cdk/a11y";
      import { Component, ElementRef } from "@angular/core";
      @Component({ selector: "app-toggle" })
      export class Toggle {
        constructor(private readonly element: ElementRef, private readonly focus: FocusMonitor) {}
        ngOnInit(): void {
          this.focus.monitor(this.element.nativeElement, true); //~ forgotten
        }
      }`,
  },
  {
    name: "the end of a component forgets its monitoring",
    beside: { "angular.d.ts": angular },
    code: ts`
      import { FocusMonitor } from "@angular/cdk/a11y";
      import { Component, ElementRef } from "@angular/core";
      @Component({ selector: "app-toggle" })
      export class Toggle {
        isOpen = true;
        constructor(private readonly element: ElementRef, private readonly focus: FocusMonitor) {
          this.focus.monitor(this.element.nativeElement); //~ forgotten ngOnDestroy()
        }
        ngOnDestroy(): void {
          this.isOpen = false;
        }
      }`,
  },
  {
    name: "the end of a component ends its monitoring",
    beside: { "angular.d.ts": angular },
    code: ts`
      import { FocusMonitor } from "@angular/cdk/a11y";
      import { Component, ElementRef } from "@angular/core";
      @Component({ selector: "app-toggle" })
      export class Toggle {
        constructor(private readonly element: ElementRef, private readonly focus: FocusMonitor) {
          this.focus.monitor(this.element.nativeElement);
        }
        ngOnDestroy(): void {
          this.focus.stopMonitoring(this.element.nativeElement);
        }
      }`,
  },
  {
    name: "the service that monitors lives as long as the program",
    beside: { "angular.d.ts": angular },
    code: ts`
      import { FocusMonitor } from "@angular/cdk/a11y";
      import { Injectable } from "@angular/core";
      @Injectable()
      export class Shell {
        constructor(focus: FocusMonitor) {
          focus.monitor(document.body);
        }
      }`,
  },
  {
    name: "a method of that name belongs to something else",
    beside: { "angular.d.ts": angular },
    code: ts`
      import type { FocusMonitor } from "@angular/cdk/a11y";
      import { Component, ElementRef } from "@angular/core";
      @Component({ selector: "app-toggle" })
      export class Toggle {
        focus?: FocusMonitor;
        constructor(private readonly element: ElementRef, private readonly health: { monitor(element: object): void }) {
          this.health.monitor(this.element.nativeElement);
        }
      }`,
  },
];
