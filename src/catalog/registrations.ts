/** Methods that add what they are given to something longer-lived, and the methods that take it out again. */
export interface RegistrationModel {
  readonly package: string;
  /** The declared type of the receiver. */
  readonly type: string;
  readonly adds: string;
  readonly removes: string;
}

export const registrations: readonly RegistrationModel[] = [
  // https://material.angular.dev/cdk/a11y/api#FocusMonitor
  { package: "@angular/cdk", type: "FocusMonitor", adds: "monitor", removes: "stopMonitoring" },
  // https://material.angular.dev/cdk/text-field/api#AutofillMonitor
  { package: "@angular/cdk", type: "AutofillMonitor", adds: "monitor", removes: "stopMonitoring" },
  // https://material.angular.dev/cdk/scrolling/api#ScrollDispatcher
  { package: "@angular/cdk", type: "ScrollDispatcher", adds: "register", removes: "deregister" },
];
