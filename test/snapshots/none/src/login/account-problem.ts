/** Why an account cannot be made or changed, for the operator. */

export type AccountProblemCode =
  | 'unusable_name'
  | 'name_taken'
  | 'unusable_password'
  | 'unknown_user';

export class AccountProblem extends Error {
  override readonly name = 'AccountProblem';
  readonly code: AccountProblemCode;

  constructor(code: AccountProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}
