// What one is reminded of, and on which ways.
import { read, write } from '../../foundation/api/client';
import type { components } from '../../foundation/api/schema';

type Served = components['schemas'];
export type Reminder = Served['campaign.ReminderShown'];
export type MyReminders = Served['campaign.MyReminders'];
export type ReminderChoices = Served['campaign.ReminderChoices'];

export const myReminders = (): Promise<MyReminders> => read('/me/reminders');
export const readReminder = (id: number): Promise<MyReminders> => write('PUT', `/me/reminders/${id}/reading`);
export const reminderChoices = (): Promise<ReminderChoices> => read('/me/reminder_choices');
export const chooseReminders = (choices: ReminderChoices): Promise<ReminderChoices> => write('PUT', '/me/reminder_choices', choices);
